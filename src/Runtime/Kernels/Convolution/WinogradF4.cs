using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Convolution.Winograd;
using NetSpec.Runtime.Kernels.Functions;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// 3 x 3 convolution with stride 1 by Winograd's F(4x4, 3x3): tiles of 4 x 4 results with 36 products an input channel in place of 144.
/// Otherwise as <see cref="DirectConv2D"/>.
/// </summary>
/// <remarks>
/// Rounding errors are about twice those of the definition, relative to the largest result. A number in the input that is not finite
/// spoils whole tiles.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WinogradF4
{
    /// <summary>Packs weights (out, in, 3, 3), multiplied by the epilogue's factors.</summary>
    public static PackedWinograd Pack<TShape>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, IConvShape => WinogradConv.Pack<TShape, F4Transform>(weight, epilogue);

    /// <summary>Convolves.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="input">The first interior element of the input; its border is zero.</param>
    /// <param name="output">The first interior element of the result.</param>
    /// <param name="residual">The first interior element of the map to add, for a shape that has one.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="then">What is applied to each result last; nothing by default.</param>
    public static void Run<TShape>(
        in Run run, PackedWinograd weights, int input, int output, int residual = -1, bool relu = false, PlaceFunction then = default)
        where TShape : struct, IConvShape => WinogradConv.Run<TShape, F4Transform>(run, weights, input, output, residual, relu, then);
}
