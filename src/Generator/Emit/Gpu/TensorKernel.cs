using NetSpec.Dsl.Tuning;
using NetSpec.Generator.Planning.Gpu;

namespace NetSpec.Generator.Emit.Gpu;

internal static class TensorKernel
{
    public static void Write(SourceWriter writer, FactorKernelKey key, KernelTile tile, string method) => throw new System.NotSupportedException();
}
