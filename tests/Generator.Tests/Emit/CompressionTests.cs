using System.Linq;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed class CompressionTests
{
    [Theory]
    [InlineData("Corpus.Nets.ResNet18", 0.43)]
    [InlineData("Corpus.Nets.ResNet50", 0.47)]
    [InlineData("Corpus.Nets.Vgg16", 0.12)]
    public void Distinct_rows_and_columns_leave_a_part_of_the_work(string name, double expected)
    {
        var net = CorpusSpec.Nets[name];
        var path = PathNormRewrite.Run(net);
        var ratio = (double)Statistics.Of(Compression.Run(path).Net).MultiplyAdds / Statistics.Of(net).MultiplyAdds;

        Assert.Equal(Statistics.Of(net).MultiplyAdds, Statistics.Of(path.Net).MultiplyAdds);
        Assert.InRange(ratio, expected - 0.006, expected + 0.005);
    }

    [Fact]
    public void Rewritten_nets_are_well_formed()
    {
        foreach (var net in CorpusSpec.Nets.Values.Where(net => net.Passes.Contains("pathnorm")).Concat(Enumerable.Range(0, 400).Select(RandomNetCheck.NetOfTheory)))
        {
            var path = PathNormRewrite.Run(net);
            var compressed = Compression.Run(path);

            NetVerifier.Verify(path.Net);
            NetVerifier.Verify(compressed.Net);
            Assert.Equal(path.Net.Parameters, compressed.Net.Parameters);
            Assert.Equal(path.Tensors, compressed.Tensors);
            Assert.Equal(path.Net.Outputs.Select(output => path.Net.Nodes[output.Node].Shape), compressed.Net.Outputs.Select(output => compressed.Net.Nodes[output.Node].Shape));
        }
    }

    [Fact]
    public void Rows_of_one_history_are_one_class()
    {
        // 3x3 with padding, on 8 rows of ones: the first, the last, and all between.
        var taps = AxisTaps.Of(Rows, 8, 8);

        Assert.Equal([0, 1, 1, 1, 1, 1, 1, 2], AxisTaps.Classes(taps, new int[8]));
    }

    [Fact]
    public void A_cut_that_reads_a_wrong_row_is_found()
    {
        var taps = AxisTaps.Of(Rows, 8, 8);
        var reduced = AxisTaps.Of(Rows, 5, 5);
        int[] classes = [0, 1, 2, 2, 2, 2, 3, 4];

        Assert.True(CutSearch.IsExact(new Cut(3, 3), new Cut(3, 3), taps, reduced, [0, 1, 2, 2, 2, 2, 2, 2]));
        Assert.False(CutSearch.IsExact(new Cut(3, 3), new Cut(3, 3), taps, reduced, classes));
    }

    private static Axis.Window Rows { get; } = new(Kernel: 3, Stride: 1, Before: 1, After: 1, Dilation: 1);
}
