using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// What the generalisation bound takes from the architecture alone (Theorem 4.4.1, Remark 4.4.1): counted by the
/// compiler, the same for all parameters.
/// </summary>
public sealed class BoundConstants
{
    /// <summary>D of <see cref="DepthConvention.Strict"/>.</summary>
    public int Depth { get; init; }

    /// <summary>D of <see cref="DepthConvention.WithoutPools"/>.</summary>
    public int DepthWithoutPools { get; init; }

    /// <summary>
    /// Edges on the longest path when no identity neuron is merged: every affine map, batch-norm, activation and pool is a
    /// neuron, sums and concatenations are not. For information; the bound uses the other two.
    /// </summary>
    public int FullDepth { get; init; }

    /// <summary>P: the number of distinct k among the k-max-pool neurons.</summary>
    public int PoolKinds { get; init; }

    /// <summary>K: the most antecedents of a k-max-pool neuron; 1 when there are none.</summary>
    public int PoolKernel { get; init; } = 1;

    /// <summary>M: the most k-max-pool neurons on a path from an input to an output.</summary>
    public int PoolLayers { get; init; }

    /// <summary>The fewest k-max-pool neurons on such a path: less than M where a path bypasses a pool.</summary>
    public int FewestPoolLayers { get; init; }

    /// <summary>d_in: the number of input neurons.</summary>
    public long InputDimension { get; init; }

    /// <summary>d_out: the number of output neurons.</summary>
    public long OutputDimension { get; init; }

    /// <summary>The number of paths: those that end at an output and start at an input or at a neuron that has a bias.</summary>
    public BigInteger PathCount { get; init; }

    /// <summary>The names of the tensors that are biases of k-max-pool neurons. The theorem holds where they are null.</summary>
    public IReadOnlyList<string> PoolBiases { get; init; } = [];

    /// <summary>
    /// Whether Remark 4.4.1 applies: there is one kind of k-max-pool neurons, and every path from an input to an output
    /// crosses as many of them, so that they stand in M layers and no connection skips one.
    /// </summary>
    public bool IsSharpened => SharpeningObstacle is null;

    /// <summary>Why Remark 4.4.1 does not apply; null when it does.</summary>
    internal string? SharpeningObstacle => PoolKinds == 0
        ? "this network has none"
        : PoolKinds > 1 ? $"this network has {PoolKinds} kinds of them"
        : PoolLayers == FewestPoolLayers ? null
        : $"here a path crosses {FewestPoolLayers} to {PoolLayers} of them";

    /// <summary>D in a convention.</summary>
    public int DepthIn(DepthConvention convention) => convention switch
    {
        DepthConvention.Strict => Depth,
        DepthConvention.WithoutPools => DepthWithoutPools,
        _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "There are two conventions: Strict and WithoutPools."),
    };

    /// <summary>
    /// The constant of Theorem 4.4.1, C = √(D·ln((3+2P)K) + ln((3+2P)/(1+P)·(d_in+1)·d_out)). The additional input is the one from which the biases are
    /// edges.
    /// </summary>
    /// <param name="convention">How D is counted.</param>
    public double C(DepthConvention convention = DepthConvention.Strict)
    {
        double kinds = 3 + (2 * PoolKinds);
        return Math.Sqrt((DepthIn(convention) * Math.Log(kinds * PoolKernel)) + Math.Log(kinds / (1 + PoolKinds)) + LogDimensions());
    }

    /// <summary>The sharpened constant of Remark 4.4.1, C = √(D·ln 3 + M·ln K + ln((d_in+1)·d_out)).</summary>
    /// <param name="convention">How D is counted.</param>
    /// <exception cref="InvalidOperationException">The remark does not apply to this network (<see cref="IsSharpened"/>).</exception>
    public double SharpenedC(DepthConvention convention = DepthConvention.Strict) => SharpeningObstacle is { } obstacle
        ? throw new InvalidOperationException(
            $"The sharpened constant (Remark 4.4.1) is for one kind of k-max-pool neurons, in layers that every path crosses; {obstacle}.")
        : Math.Sqrt((DepthIn(convention) * Math.Log(3)) + (PoolLayers * Math.Log(PoolKernel)) + LogDimensions());

    /// <summary>The constants by their letters: <c>D = 10, P = 1, K = 9, M = 1, d_in = 150,528, d_out = 1,000, C = 9.395</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"D = {Depth}{(DepthWithoutPools == Depth ? "" : $" ({DepthWithoutPools} without pools)")}, P = {PoolKinds}, K = {PoolKernel}, M = {PoolLayers}, "
        + $"d_in = {InputDimension:n0}, d_out = {OutputDimension:n0}, C = {C():g4}");

    private double LogDimensions() => Math.Log(InputDimension + 1) + Math.Log(OutputDimension);
}
