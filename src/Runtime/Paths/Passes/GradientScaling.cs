using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>
/// Bounds and units of the gradients of ‖Φ‖₁ at the values of a path-norm pass, from the outputs back, channel by channel and
/// without regard to position, as those of the values themselves.
/// </summary>
/// <remarks>
/// A gradient that one reader passes on without weights keeps the units it comes in. Otherwise the weights of layers back take
/// up any unit, and other readers' gradients are scaled to it; where a unit in which one of them comes is near, it is taken, so
/// that along a chain of residual blocks few scales have something to do.
/// </remarks>
internal sealed class GradientScaling
{
    // A gradient may exceed the unit of a reader by so much before it gets one of its own: products with values, over as many
    // positions as there are, are still far from the largest float.
    private const long MostExcess = 24;

    private const long MostSlack = 8;

    private readonly IReadOnlyList<ScaledValue> _values;
    private readonly ScaledValue?[] _gradients;

    public GradientScaling(IReadOnlyList<ScaledValue> values, IReadOnlyList<ScaledValue> results)
    {
        _values = values;
        _gradients = new ScaledValue?[values.Count];
        var parts = new List<GradientPart>?[values.Count];
        foreach (var result in results)
        {
            Add(parts, result, Seed(result));
        }

        for (var i = values.Count - 1; i >= 0; i--)
        {
            if (parts[i] is not { } mine || values[i].Step is not { } step)
                continue;

            var gradient = _gradients[i] = Choose(step, mine);
            for (var operand = 0; operand < step.Operands.Count; operand++)
            {
                // Nothing before an input has a cost.
                if (step.Operands[operand].Step is not null)
                    Add(parts, step.Operands[operand], step.Back(operand, gradient));
            }

            parts[i] = null;
        }
    }

    /// <summary>The gradient at a value: bounds and units.</summary>
    public ScaledValue At(ScaledValue value) =>
        _gradients[value.Number] ?? throw new InvalidOperationException("No output depends on the value.");

    /// <summary>What brings the gradient that a reader passes on to the units of the value's gradient.</summary>
    /// <param name="value">The value's number.</param>
    /// <param name="reader">The reader's number; -1 for an output of the network.</param>
    /// <param name="operand">Which of its operands the value is.</param>
    public float[] Units(int value, int reader, int operand)
    {
        var part = reader < 0 ? Seed(_values[value]) : _values[reader].Step!.Back(operand, At(_values[reader]));
        var units = At(_values[value]).Units;
        var scales = new float[units.Length];
        for (var i = 0; i < scales.Length; i++)
        {
            scales[i] = part.Bounds[i].IsZero ? 1 : LinearScaling.Single((part.Units![i] / units[i]).Value);
        }

        return scales;
    }

    private static void Add(List<GradientPart>?[] parts, ScaledValue value, GradientPart part) => (parts[value.Number] ??= []).Add(part);

    private static GradientPart Seed(ScaledValue result)
    {
        var ones = new Magnitude[result.Channels];
        Array.Fill(ones, Magnitude.One);
        return new(ones, ones);
    }

    private static ScaledValue Choose(ScalingOrigin step, List<GradientPart> parts)
    {
        if (parts is [{ Units: { } only }] && !step.IsParticular)
            return ScaledValue.Carrying(parts[0].Bounds, only);

        var bounds = (Magnitude[])parts[0].Bounds.Clone();
        foreach (var part in parts.Skip(1))
        {
            for (var i = 0; i < bounds.Length; i++)
            {
                bounds[i] += part.Bounds[i];
            }
        }

        var units = step.IsParticular ? null : parts.Select(part => part.Units).FirstOrDefault(units => units is not null && IsNear(bounds, units));
        return units is null ? ScaledValue.Absorbing(step.Common(bounds)) : ScaledValue.Carrying(bounds, units);
    }

    private static bool IsNear(Magnitude[] bounds, Magnitude[] units)
    {
        for (var i = 0; i < bounds.Length; i++)
        {
            if (!bounds[i].IsZero && (units[i].IsZero || bounds[i].Exponent - units[i].Exponent is > MostExcess or < -MostSlack))
                return false;
        }

        return true;
    }
}
