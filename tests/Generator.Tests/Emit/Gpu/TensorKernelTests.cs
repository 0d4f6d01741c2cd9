using System.Threading.Tasks;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

public sealed class TensorKernelTests
{
    /// <summary>Each a way of reading x of its own: columns of samples in a ring, rows of inputs all at once, runs of interleaved blocks.</summary>
    [Theory]
    [InlineData(1, 30, 90, 2, BatchLayout.BatchLast, 32, 32, 16, 16, 16, 1)]
    [InlineData(2, 16, 24, 1, BatchLayout.BatchFirst, 16, 32, 32, 16, 16, 1)]
    [InlineData(1, 12, 40, 6, BatchLayout.BatchFirst, 16, 16, 16, 16, 16, 4)]
    public async Task A_kernel_reads_like_this(int a, int b, int c, int d, BatchLayout layout, int rows, int batch, int depth, int ownRows, int ownBatch, int interleaved)
    {
        var key = new FactorKernelKey(new KsPattern(a, b, c, d), DevicePrecision.Fp16, layout);
        var tile = new KernelTile(rows, batch, depth, ownRows, ownBatch, interleaved, UsesTensorCores: true);
        Assert.Null(TensorRule.Problem(key, tile));
        var portable = KernelPlanner.Plan(key, tuning: null).Portable.Tile;
        var file = FactorKernelFile.Emit(FactorKernelPlan.Of(key, tile, portable));

        // The portable flavour has snapshots of its own.
        var (from, to) = (file.IndexOf("        // Tensor cores", System.StringComparison.Ordinal), file.IndexOf("        private static void RunPortable", System.StringComparison.Ordinal));
        await Snapshot.Verify(file[from..to].TrimEnd() + "\n", "cs").UseTextForParameters(FactorKernelNames.TypeName(key));
    }
}
