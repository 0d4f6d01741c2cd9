using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>A factor of a <see cref="PositionChain"/> with what follows it; the default is none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct PositionStage
{
    private PositionStage(TiledPattern size, PackedKronecker weights, bool relu, PlaceFunction then) =>
        (Size, Weights, Relu, Then) = (size, weights, relu, then);

    internal TiledPattern Size { get; }

    internal PackedKronecker? Weights { get; }

    internal bool Relu { get; }

    internal PlaceFunction Then { get; }

    /// <summary>A factor.</summary>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="then">What is applied to each result last; nothing by default.</param>
    public static PositionStage Of<TShape>(PackedKronecker weights, bool relu = false, PlaceFunction then = default)
        where TShape : struct, IKroneckerShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        ConvGeometry.CheckPacked(weights.Shape, typeof(TShape));
        return new(TiledPattern.Of<TShape>(), weights, relu, then);
    }
}
