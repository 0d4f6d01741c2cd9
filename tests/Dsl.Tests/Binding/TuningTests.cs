using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;
using NetSpec.Dsl.Tuning;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

public sealed class TuningTests
{
    private const string Net = "net N {\n    input x : 128\n    h = x -> ks(1, 96, 64, 2) -> repeat 2 (relu -> linear(192))\n    output y = h + h -> relu\n    emit forward, gpu\n}\n";

    [Theory]
    [InlineData("tune ks(1, 768, 192, 2) fp32 batch_last tile=128x64x8 thread=8x4", DevicePrecision.Fp32, BatchLayout.BatchLast, 128, 64, 8, 8, 4, 1, false)]
    [InlineData("tune ks(1, 3*2^8, 192, d=2) batch_last fp32 thread=8x4 tile=128x(2^6)x8 // note", DevicePrecision.Fp32, BatchLayout.BatchLast, 128, 64, 8, 8, 4, 1, false)]
    [InlineData("tune ks(1, 768, 192, 2) fp16 batch_first tile=64x96x16 warp=32x48", DevicePrecision.Fp16, BatchLayout.BatchFirst, 64, 96, 16, 32, 48, 1, true)]
    [InlineData("tune ks(1, 768, 192, 2) fp32 batch_first tile=64x64x4 interleaved=2 thread=8x8", DevicePrecision.Fp32, BatchLayout.BatchFirst, 64, 64, 4, 8, 8, 2, false)]
    public void A_line_is_a_tuning(string line, DevicePrecision precision, BatchLayout layout, int rows, int batch, int depth, int ownRows, int ownBatch, int interleaved, bool tensor)
    {
        var result = SpecCompiler.Compile(line);

        Assert.Empty(result.Problems);
        Assert.Equal(new(new KsPattern(1, 768, 192, 2), precision, layout, new(rows, batch, depth, ownRows, ownBatch, interleaved, tensor)), Assert.Single(result.Tunings));
    }

    [Fact]
    public void A_printed_tuning_reads_as_the_same()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            int Size(int most) => random.Next(1, most + 1);
            var tensor = random.Next(2) == 0;
            var layout = random.Next(2) == 0 ? BatchLayout.BatchFirst : BatchLayout.BatchLast;
            var pattern = new KsPattern(Size(20), Size(900), Size(900), Size(64));
            var (rows, batch) = (Size(16), Size(16));
            var interleaved = layout == BatchLayout.BatchFirst ? Size(tensor ? Math.Min((2 * pattern.D) - 1, 64) : pattern.D) : 1;
            var tile = new KernelTile(rows * Size(32), batch * Size(32), Size(512), rows, batch, interleaved, tensor);
            var tuning = new KernelTuning(pattern, tensor || random.Next(2) == 0 ? DevicePrecision.Fp16 : DevicePrecision.Fp32, layout, tile);

            var again = SpecCompiler.Compile(tuning.ToString());

            Assert.Empty(again.Problems);
            Assert.Equal(tuning, Assert.Single(again.Tunings));
        }
    }

    [Fact]
    public void A_printed_tuning_leaves_out_what_goes_without_saying() => Assert.Equal(
        "tune ks(1, 768, 192, 2) fp16 batch_first tile=128x128x32 warp=64x32 interleaved=2; tune ks(4, 8, 8, 1) fp32 batch_last tile=8x64x8 thread=2x4",
        string.Join<KernelTuning>("; ",
        [
            new(new(1, 768, 192, 2), DevicePrecision.Fp16, BatchLayout.BatchFirst, new(128, 128, 32, 64, 32, 2, true)),
            new(new(4, 8, 8, 1), DevicePrecision.Fp32, BatchLayout.BatchLast, new(8, 64, 8, 2, 4, 1, false)),
        ]));

    [Fact]
    public void Of_two_lines_for_one_kernel_the_first_holds()
    {
        var result = SpecCompiler.Compile("tune ks(2, 8, 8, 1) fp32 batch_last tile=8x64x8 thread=2x4\ntune ks(2, 8, 8, 1) fp32 batch_last tile=8x32x8 thread=2x4\n");

        Assert.Equal(64, Assert.Single(result.Tunings).Tile.Batch);
        Assert.Equal(ProblemCode.TunedTwice, Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void A_bad_line_leaves_the_nets()
    {
        var result = SpecCompiler.Compile("tune ks(2, 8, 8, 1) fp33 batch_last tile=8x64x8 thread=2x4\n" + Net + "tune ks(2, 8, 8\n");

        Assert.Equal(2, result.Problems.Count);
        Assert.Single(result.Nets);
        Assert.Empty(result.Tunings);
    }

    [Fact]
    public void Places_are_apart_from_values()
    {
        const string Tune = "tune ks(1, 96, 64, 2) fp32 batch_last tile=64x64x8 thread=4x4\n";
        var (one, two) = (SpecCompiler.Compile(Net + Tune), SpecCompiler.Compile("\n// note\n" + Tune.Replace(" f", "   f", StringComparison.Ordinal) + "\n" + Net));

        Assert.Equal(one.Nets, two.Nets);
        Assert.Equal(one.Tunings, two.Tunings);
        Assert.NotEqual(one.Places, two.Places);
    }

    [Fact]
    public void Nodes_passes_and_tunings_have_places()
    {
        const string Text = "// note\n" + Net + "tune ks(1, 96, 64, 2)  fp32 batch_last  thread=4x4 tile=64x64x8 // note\n";
        var result = SpecCompiler.Compile(Text);
        string At(Span span) => Text.Substring(span.Start, span.Length);
        var net = Assert.Single(result.Places.Nets);
        var tuning = Assert.Single(result.Places.Tunings);

        Assert.Equal(("N", "N"), (net.Net, At(net.Name)));
        Assert.Equal(["forward", "gpu"], net.Passes.Select(pass => At(pass.Span)));
        Assert.Equal(["forward", "gpu"], net.Passes.Select(pass => pass.Pass));
        Assert.Equal(
            ["x", "ks(1, 96, 64, 2)", "relu", "linear(192)", "relu", "linear(192)", "h + h", "relu"],
            net.Nodes.Select(At));
        Assert.Equal(("ks(1, 96, 64, 2)  fp32 batch_last", "thread=4x4 tile=64x64x8"), (At(tuning.Subject), At(tuning.Tile)));
    }

    [Fact]
    public void A_net_with_errors_has_the_places_of_its_name_and_passes()
    {
        var places = Assert.Single(SpecCompiler.Compile("net N {\n    input x : 3\n    output y = z\n    emit gpu_half\n}\n").Places.Nets);

        Assert.Equal((4, 0), (places.Name.Start, places.Nodes.Count));
        Assert.Equal("gpu_half", Assert.Single(places.Passes).Pass);
    }

    [Fact]
    public void A_net_says_which_devices_it_is_for()
    {
        var net = Spec.Net(Net);

        Assert.True(GpuPasses.AreAsked(net));
        Assert.True(GpuPasses.Asks(net, DevicePrecision.Fp32));
        Assert.False(GpuPasses.Asks(net, DevicePrecision.Fp16));
        Assert.False(GpuPasses.AreAsked(Spec.Body("4", "output y = x -> relu")));
    }
}
