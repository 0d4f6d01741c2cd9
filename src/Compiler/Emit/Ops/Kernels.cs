using NetSpec.Compiler.Planning;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>The runtime's types for the kernels that are specialised to a shape.</summary>
internal static class Kernels
{
    public static string Type(KernelShape shape) => shape switch
    {
        ConvShape { IsTransposed: true } => "ConvTranspose2D",
        ConvShape => "Conv2D",
        LinearShape => "Linear",
        KroneckerShape => "Kronecker",
        _ => throw new System.NotSupportedException($"No kernel for {shape.GetType().Name}."),
    };

    /// <summary>The type of the packed weights; that of a per-channel affine map when there is no shape.</summary>
    public static string PackedType(KernelShape? shape) => shape switch
    {
        null => "PackedAffine",
        ConvShape { IsTransposed: true } => "PackedConvTranspose",
        ConvShape => "PackedConv",
        _ => "Packed" + Type(shape),
    };
}
