using System;
using System.ComponentModel;
using System.Numerics;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor with the affine map that follows it, a residual and a ReLU fused. With features
/// x[i][l][j] and y[i][k][j]: y[i][k][j] = Σ_l K[i][k][l][j] x[i][l][j].
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KroneckerLinear
{
    /// <summary>Packs weights (a, b, c, d), multiplied by the epilogue's factors, which are those of the a·b·d results.</summary>
    public static PackedKronecker Pack<TShape>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, IKroneckerShape
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        return Pack(typeof(TShape), TiledPattern.Of<TShape>(), weight, epilogue);
    }

    /// <summary>Packs the product of some factors, computed in double and multiplied by the epilogue's factors.</summary>
    /// <exception cref="ArgumentException">The product does not have this pattern.</exception>
    public static PackedKronecker Pack<TShape>(KroneckerFactors factors, Epilogue epilogue)
        where TShape : struct, IKroneckerShape
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(epilogue);
        var size = TiledPattern.Of<TShape>();
        return Pack<double>(typeof(TShape), size, factors.Product(size), epilogue);
    }

    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="input">The input vector.</param>
    /// <param name="output">The result; not the input.</param>
    /// <param name="residual">The vector to add, before the ReLU; may be the result. None when negative.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="port">The output of the net that a pass over panels writes to instead of the result's place. None when negative.</param>
    /// <param name="then">What is applied to each result last; nothing by default.</param>
    public static void Run<TShape>(
        in Run run, PackedKronecker weights, int input, int output, int residual = -1, bool relu = false, int port = -1, PlaceFunction then = default)
        where TShape : struct, IKroneckerShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        ConvGeometry.CheckPacked(weights.Shape, typeof(TShape));
        KroneckerFactor.Run(run, TiledPattern.Of<TShape>(), weights, input, output, residual, relu, port, then);
    }

    /// <summary>Multiplies the channels of each position of a map.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="from">The map.</param>
    /// <param name="to">The result; not the map.</param>
    /// <param name="residual">The map to add, before the ReLU; may be the result.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="then">What is applied to each result last; nothing by default.</param>
    public static void RunPositions<TShape>(
        in Run run, PackedKronecker weights, Map from, Map to, Map? residual = null, bool relu = false, PlaceFunction then = default)
        where TShape : struct, IKroneckerShape =>
        PositionChain.Run(run, from, to, PositionStage.Of<TShape>(weights, relu, then), residual: residual);

    /// <summary>Packs for a size; <paramref name="shape"/> is the type it is packed for.</summary>
    internal static PackedKronecker Pack<T>(Type shape, TiledPattern size, ReadOnlySpan<T> weight, Epilogue epilogue)
        where T : INumber<T>
    {
        if (size.TileRows is < 1 or > PanelTile.MaxRows)
        {
            throw new ArgumentException($"A tile has 1 to {PanelTile.MaxRows} rows, not {size.TileRows}.", nameof(size));
        }

        epilogue.CheckChannels(size.Outputs);
        if (weight.Length != size.NonZeros)
        {
            throw new ArgumentException($"The factor has {size.NonZeros} weights, not {weight.Length}.", nameof(weight));
        }

        return new PackedKronecker(shape, size.Pack(weight, epilogue.ScaleFactors), epilogue);
    }
}
