using NetSpec.Compiler.Planning;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Where the runtime's kernels lie that are generic over a shape.</summary>
internal static class KernelRooms
{
    /// <summary>The alias of the namespace that has the kernels for shapes of this kind, and their packed weights.</summary>
    public static string Of(KernelShape shape) => shape is ConvShape ? Aliases.Conv : Aliases.Dense;
}
