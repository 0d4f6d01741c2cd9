using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Paths;

namespace Samples.Digits;

/// <summary>
/// Prunes the network as trained, and once more after multiplying what enters each of its channels by 1, 128 or 4096 and
/// dividing what leaves it by the same: another network to the eye, the same function.
/// </summary>
public sealed class PruningStudy
{
    private const long Seed = 1;

    public PruningStudy(Classifier trained, IReadOnlyList<DigitImage> images)
    {
        ArgumentNullException.ThrowIfNull(trained);
        Rescaled = new Classifier(trained.Paths.RandomRescale(Seed));
        Costs = trained.Paths.Costs();
        var rescaledCosts = Rescaled.Paths.Costs();
        Results =
        [
            .. from level in Levels
               from method in Enum.GetValues<PruningMethod>()
               let mask = Mask(trained.Paths, Costs, method, level)
               let rescaledMask = Mask(Rescaled.Paths, rescaledCosts, method, level)
               select new PruningResult(
                   method,
                   level,
                   mask,
                   Pruned(trained, mask).Accuracy(images),
                   rescaledMask,
                   Pruned(Rescaled, rescaledMask).Accuracy(images)),
        ];
    }

    /// <summary>The shares of the weights that are pruned.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

    /// <summary>The rescaled network.</summary>
    public Classifier Rescaled { get; }

    /// <summary>The Φ-costs of the network as trained.</summary>
    public PathCosts Costs { get; }

    /// <summary>Level by level, method by method.</summary>
    public IReadOnlyList<PruningResult> Results { get; }

    /// <summary>The result of one method at one level.</summary>
    public PruningResult Find(PruningMethod method, double level) => Results.Single(result => result.Method == method && result.Level == level);

    /// <summary>The network with some weights set to zero.</summary>
    public static Classifier Pruned(Classifier classifier, PruningMask mask)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(mask);
        return new(mask.Apply(classifier.Paths.Parameters));
    }

    private static PruningMask Mask(PathAnalysis paths, PathCosts costs, PruningMethod method, double level) => method switch
    {
        PruningMethod.Magnitude => paths.MagnitudeMask(level),
        PruningMethod.PhiLayerwise => costs.LayerwiseMask(level),
        _ => costs.GlobalMask(level),
    };
}
