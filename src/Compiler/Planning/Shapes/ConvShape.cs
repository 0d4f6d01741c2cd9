using System;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Planning.Shapes;

/// <summary>The constants of a convolution or, when <paramref name="IsTransposed"/>, of a transposed one.</summary>
internal sealed record ConvShape(
    bool IsTransposed,
    ConvSide Input,
    bool IsInputPlanar,
    ConvSide Output,
    int KernelHeight,
    int KernelWidth,
    int StrideHeight,
    int StrideWidth,
    int PadTop,
    int PadLeft,
    int DilationHeight,
    int DilationWidth,
    int Groups,
    bool HasResidual,
    int ResidualBorder) : KernelShape
{
    /// <inheritdoc/>
    public override int Reach => Math.Max(
        Side(KernelHeight, StrideHeight, PadTop, DilationHeight).Reach(Output.Height, Input.Height),
        Side(KernelWidth, StrideWidth, PadLeft, DilationWidth).Reach(Output.Width, Input.Width));

    private Axis Side(int kernel, int stride, int before, int dilation) =>
        IsTransposed ? new Axis.Transposed(kernel, stride, before, dilation) : new Axis.Window(kernel, stride, before, 0, dilation);
}
