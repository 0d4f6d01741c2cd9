using System;
using System.Linq;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Masks;

/// <summary>Selects the parameters of the smallest scores; among equal scores the first in the store.</summary>
internal static class MaskSelection
{
    /// <summary>So much of a count may be missing from rounding: 0.29 · 100 is meant as 29.</summary>
    private const double Rounding = 1e-9;

    public static PruningMask Layerwise(ParameterLayout layout, double[] scores, double fraction, PrunableRoles roles)
    {
        Check(fraction, roles);
        var mask = new PruningMask(layout);
        foreach (var parameter in layout.Where(parameter => IsPrunable(parameter, roles)))
        {
            Prune(mask, scores, fraction, parameter);
        }

        return mask;
    }

    public static PruningMask Global(ParameterLayout layout, double[] scores, double fraction, PrunableRoles roles)
    {
        Check(fraction, roles);
        var mask = new PruningMask(layout);
        Prune(mask, scores, fraction, [.. layout.Where(parameter => IsPrunable(parameter, roles))]);
        return mask;
    }

    private static bool IsPrunable(ParameterInfo parameter, PrunableRoles roles) => parameter.Role switch
    {
        ParameterRole.Weight => roles.HasFlag(PrunableRoles.Weights),
        ParameterRole.Bias => roles.HasFlag(PrunableRoles.Biases),
        _ => false,
    };

    private static void Prune(PruningMask mask, double[] scores, double fraction, params ParameterInfo[] parameters)
    {
        var mine = Gathered(scores, parameters);
        var count = (int)Math.Floor((fraction * mine.Length) + Rounding);
        if (count == 0)
            return;

        var threshold = Selection.Select(mine, count - 1);
        var ties = count - mine.Count(score => score < threshold);
        foreach (var parameter in parameters)
        {
            for (var i = parameter.Offset; i < parameter.Offset + parameter.Size; i++)
            {
                if (scores[i] < threshold || (scores[i] == threshold && ties-- > 0))
                    mask.Prune(i);
            }
        }
    }

    private static double[] Gathered(double[] scores, ParameterInfo[] parameters)
    {
        var gathered = new double[parameters.Sum(parameter => parameter.Size)];
        var end = 0;
        foreach (var parameter in parameters)
        {
            scores.AsSpan(parameter.Offset, parameter.Size).CopyTo(gathered.AsSpan(end));
            end += parameter.Size;
        }

        return gathered;
    }

    private static void Check(double fraction, PrunableRoles roles)
    {
        if (!(fraction >= 0 && fraction <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share that is pruned lies between 0 and 1.");
        if ((roles & ~(PrunableRoles.Weights | PrunableRoles.Biases)) != 0)
            throw new ArgumentOutOfRangeException(nameof(roles), roles, "Weights and biases can be pruned, nothing else.");
    }
}
