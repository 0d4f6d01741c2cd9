using NetSpec.Generator.Planning.Gpu;

namespace NetSpec.Generator.Emit.Gpu;

/// <summary>The names of emitted kernels.</summary>
public static class FactorKernelNames
{
    /// <summary>Where kernels and the fixed host code live.</summary>
    public const string Namespace = "NetSpec.Gpu";

    /// <summary>The static class of a key's kernels: <c>Ks_1_768_192_2_BatchLast_Fp32</c>.</summary>
    public static string TypeName(FactorKernelKey key)
    {
        var (p, literal) = (key.Pattern, (System.Func<int, string>)CSharp.Literal);
        return $"Ks_{literal(p.A)}_{literal(p.B)}_{literal(p.C)}_{literal(p.D)}_{key.Layout}_{key.Precision}";
    }
}
