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
    int ResidualBorder) : KernelShape;
