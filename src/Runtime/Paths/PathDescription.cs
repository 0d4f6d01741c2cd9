using System;
using System.Collections.Generic;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Passes;

namespace NetSpec.Runtime.Paths;

/// <summary>What the compiler knows of a network's paths: emitted with its class, once for all its instances.</summary>
public sealed class PathDescription
{
    private RescalingGroups? _rescalingGroups;

    /// <param name="architecture">The network.</param>
    public PathDescription(Architecture architecture) => Architecture = architecture;

    /// <summary>The network.</summary>
    public Architecture Architecture { get; }

    /// <summary>
    /// The tensors, by position in the layout, of which a path can use an element more than once, because layers that follow
    /// one another share them: their Φ-costs are upper estimates.
    /// </summary>
    public IReadOnlyList<int> ReusedParameters { get; init; } = [];

    /// <summary>
    /// Whether some output ends in a softmax or sigmoid, which is no part of the network of the theory: the paths are those of the scores that enter it,
    /// and the outputs of the forward pass are others. Not so where it is the logarithm of a softmax, of which the differences are those of the scores.
    /// </summary>
    public bool HasHead { get; init; }

    /// <summary>The rescaling groups of the network as the compiler writes them; null in a description made by hand without.</summary>
    public RescalingTable? RescalingTable { get; init; }

    /// <summary>The rescaling groups of the network.</summary>
    /// <exception cref="InvalidOperationException">The description has no <see cref="RescalingTable"/>.</exception>
    public RescalingGroups RescalingGroups => _rescalingGroups ??= new(
        Architecture,
        RescalingTable ?? throw new InvalidOperationException($"The description has no {nameof(RescalingTable)}; those of emitted classes do."));

    /// <summary>The constants of the generalisation bound, and the number of paths; null in a description without them.</summary>
    public BoundConstants? Constants { get; init; }

    /// <summary>Makes the single-precision path-norm pass over all positions; null when it was not emitted.</summary>
    public Func<SimdLevel, PathNormPass>? PlainPass { get; init; }

    /// <summary>Makes the same pass on distinct rows and columns; null when they all differ.</summary>
    public Func<SimdLevel, PathNormPass>? CompressedPass { get; init; }

    /// <summary>Makes the single-precision Φ-cost pass; null when it was not emitted.</summary>
    public Func<SimdLevel, PathCostPass>? CostPass { get; init; }
}
