using System.Threading.Tasks;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

public sealed class FactorKernelFileTests
{
    /// <summary>Each a way of loading, multiplying and storing of its own.</summary>
    [Theory]
    [InlineData(6, 64, 64, 1, BatchLayout.BatchLast, DevicePrecision.Fp32, 32, 32, 16)]
    [InlineData(2, 10, 7, 3, BatchLayout.BatchLast, DevicePrecision.Fp16, 8, 64, 4)]
    [InlineData(1, 12, 8, 4, BatchLayout.BatchFirst, DevicePrecision.Fp32, 12, 32, 4)]
    [InlineData(3, 5, 9, 1, BatchLayout.BatchFirst, DevicePrecision.Fp16, 8, 64, 4)]
    public async Task A_file_reads_like_this(int a, int b, int c, int d, BatchLayout layout, DevicePrecision precision, int rows, int batch, int depth)
    {
        var key = new FactorKernelKey(new KsPattern(a, b, c, d), precision, layout);
        var tile = new KernelTile(rows, batch, depth, 4, 4, layout == BatchLayout.BatchLast ? 1 : d, UsesTensorCores: false);
        await Snapshot.Verify(FactorKernelFile.Emit(FactorKernelPlan.Of(key, tile, tile)), "cs").UseTextForParameters(FactorKernelNames.TypeName(key));
    }
}
