using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The names of emitted kernels.</summary>
internal static class FactorKernelNames
{
    /// <summary>Where kernels and the fixed host code live.</summary>
    public const string Namespace = "NetSpec.Gpu";

    /// <summary>The static class of a key's kernels: <c>Ks_1_768_192_2_BatchLast_Fp32</c>.</summary>
    public static string TypeName(FactorKernelKey key)
    {
        var p = key.Pattern;
        return $"Ks_{CSharp.Literal(p.A)}_{CSharp.Literal(p.B)}_{CSharp.Literal(p.C)}_{CSharp.Literal(p.D)}_{key.Layout}_{key.Precision}";
    }
}
