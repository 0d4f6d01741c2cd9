using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Formats.Numpy;
using NetSpec.Formats.Tensors;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec run</c>.</summary>
public sealed class RunTests(Scratch scratch) : IClassFixture<Scratch>
{
    private const string Small = """
        net Small {
            input image : 3x2x2
            output y = image -> conv(1, 1x1) as c -> flatten
        }
        net Pair {
            input a : 2
            input b : 3
            output sum = concat(a, b) -> linear(2) as l
            output same = b
        }
        net Last {
            layout batch_last
            input x : 4
            output y = x -> linear(3) as l
        }
        """;

    [Fact]
    public void It_reads_the_digits()
    {
        var rows = Numbers(ToolRun.Of("run", DigitSamples.Spec, scratch.Write("digits.csv", DigitSamples.Csv(360)), "-w", DigitSamples.Weights).Succeeded().Out);

        Assert.Equal(360, rows.Length);
        Assert.Equal(359, rows.Zip(DigitSamples.All).Count(pair => Array.IndexOf(pair.First, pair.First.Max()) == pair.Second.Label));
    }

    [Fact]
    public void Results_do_not_depend_on_batches_threads_or_the_kind_of_file()
    {
        var csv = scratch.Write("x.csv", "p0,p1\n" + DigitSamples.Csv(9));
        var npy = scratch.Fresh("x.npy");
        var npz = scratch.Fresh("x.npz");
        var values = DigitSamples.All.Take(9).SelectMany(digit => digit.Pixels).Select(pixel => pixel / 16f).ToArray();
        NpyFile.Write(npy, TensorEntry.FromFloats("x", [9, 1, 8, 8], values));
        NpzArchive.Write(npz, [TensorEntry.FromFloats("image", [9, 64], values), TensorEntry.FromFloats("other", [1], new float[1])]);
        string Out(params string[] arguments) => ToolRun.Of(["run", DigitSamples.Spec, "-w", DigitSamples.Weights, .. arguments]).Succeeded().Out;
        var expected = Out(csv);

        Assert.Equal(expected, Out(csv, "--batch", "4", "--threads", "2"));
        Assert.Equal(expected, Out(npy, "--batch", "2"));
        Assert.Equal(expected, Out(npz));
        Assert.Equal(expected, ToolRun.With(DigitSamples.Csv(9), Repository.Root, "run", DigitSamples.Spec, "-", "-w", DigitSamples.Weights).Succeeded().Out);
    }

    [Theory]
    [InlineData("1,2,100", "'{0}', line 1, has 100 where a token of 'ids' is due: a whole number from 0 to 99.")]
    [InlineData("1,2,-1", "line 1, has -1 where a token")]
    [InlineData("1,2,3\n0,1.5,2", "line 2, has 1.5 where a token")]
    [InlineData("1,2,NaN", "line 1, has NaN where a token")]
    public void A_number_that_is_no_token_is_refused_with_its_line(string text, string message)
    {
        var spec = scratch.Write("words.netspec", "net Words {\n    input ids : 3 int\n    output y = ids -> embedding(100, 4) as e -> mean\n}\n");
        var csv = scratch.Write("ids.csv", text);
        ToolRun.Of("run", spec, csv, "--random", "1").FailedWith(3, message.Replace("{0}", csv, StringComparison.Ordinal));

        var npy = scratch.Fresh("ids.npy");
        NpyFile.Write(npy, TensorEntry.FromFloats("ids", [2, 3], new float[] { 0, 1, 99, 3, 4, 100 }));
        ToolRun.Of("run", spec, npy, "--random", "1").FailedWith(3, "sample 1, has 100 where a token of 'ids' is due");
    }

    [Fact]
    public void A_net_without_parameters_needs_none()
    {
        var spec = scratch.Write("plain.netspec", "net Plain {\n    input x : 2\n    output y = x -> relu\n}\n");
        Assert.Equal(["0,3"], ToolRun.Of("run", spec, scratch.Write("x.csv", "-1,3")).Succeeded().Lines);
    }

    [Fact]
    public void A_pipe_is_csv_and_holds_no_parameters()
    {
        if (!File.Exists("/dev/stdin"))
            return;

        string[] run = ["run", DigitSamples.Spec, "/dev/stdin", "-w", DigitSamples.Weights];
        Assert.Equal(2, ToolRun.With(DigitSamples.Csv(2), Repository.Root, run).Succeeded().Lines.Length);
        ToolRun.Of("run", DigitSamples.Spec, "-", "-w", "/dev/stdin").FailedWith(3, "'/dev/stdin' is a pipe or a device");
    }

    [Fact]
    public void Outputs_are_written_as_arrays_and_archives()
    {
        var csv = scratch.Write("x.csv", DigitSamples.Csv(3));
        var (npy, npz) = (scratch.Fresh("y.npy"), scratch.Fresh("y.npz"));
        string[] run = ["run", DigitSamples.Spec, csv, "-w", DigitSamples.Weights];
        var expected = Numbers(ToolRun.Of(run).Succeeded().Out).SelectMany(row => row).ToArray();

        Assert.Equal("", ToolRun.Of([.. run, "-o", npy]).Succeeded().Out);
        ToolRun.Of([.. run, "-o", npz]).Succeeded();

        var array = NpyFile.Read(npy);
        Assert.Equal([3L, 10], array.Shape.ToArray());
        Assert.Equal(expected, array.ToFloats());
        using var archive = NpzArchive.Open(npz);
        Assert.True(archive.TryGet("logits", out var logits));
        Assert.Equal(expected, logits!.ToFloats());
        ToolRun.Of([.. run, "-o", npy]).FailedWith(3, "exists; --force writes over it");
        ToolRun.Of([.. run, "-o", scratch.Fresh("y.bin")]).FailedWith(2, "of no kind that outputs are written to");
    }

    /// <summary>The only layer is a 1x1 convolution, which is written out here.</summary>
    [Fact]
    public void Pictures_take_mean_and_scale_and_are_cut_to_the_middle()
    {
        var spec = scratch.Write("small.netspec", Small);
        var weights = scratch.Fresh("small.npz");
        NpzArchive.Write(weights, [TensorEntry.FromFloats("c.weight", [1, 3, 1, 1], new float[] { 1, 10, 100 }), TensorEntry.FromFloats("c.bias", [1], new float[] { 1000 })]);
        var (exact, wide) = (scratch.Fresh("exact.png"), scratch.Fresh("wide.png"));
        byte[] pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 51, 102, 153];
        Png.Write(exact, 2, 3, pixels);
        Png.Write(wide, 4, 3, [.. new byte[3], .. pixels[..6], .. new byte[6], .. pixels[6..], .. new byte[3]]);

        var run = ToolRun.Of("run", spec, "--net", "Small", exact, wide, "-w", weights, "--mean", "0.5,0.25,0", "--scale", "0.5,1,2").Succeeded();

        // (v - mean) / scale of each channel by 1, 10 and 100, and 1000.
        float[] expected = [1000 + 1 - 2.5f + 0, 1000 - 1 + 7.5f + 0, 1000 - 1 - 2.5f + 50, 1000 - 0.6f + 1.5f + 30];
        Assert.All(Numbers(run.Out), row => Assert.Equal(expected, row, (a, b) => Math.Abs(a - b) < 1e-3));
        Assert.Equal(2, run.Lines.Length);
    }

    [Fact]
    public void Several_inputs_and_outputs_and_the_other_layout()
    {
        var spec = scratch.Write("small.netspec", Small);
        var weights = scratch.Fresh("l.npz");
        NpzArchive.Write(weights, [TensorEntry.FromFloats("l.weight", [2, 5], new float[] { 1, 2, 3, 4, 5, 0, 0, 0, 0, 1 }), TensorEntry.FromFloats("l.bias", [2], new float[] { 0, 7 })]);
        var samples = scratch.Fresh("x.npz");
        NpzArchive.Write(samples, [TensorEntry.FromFloats("a", [2, 2], new float[] { 1, 1, 0, 1 }), TensorEntry.FromFloats("b", [2, 3], new float[] { 1, 1, 1, 0, 0, 2 })]);

        var run = ToolRun.Of("run", spec, "--net", "Pair", samples, "-w", weights, "--json").Succeeded().Json;

        DocumentedShape.Check("run", run);
        Assert.Equal(["[[15,8],[12,9]]", "[[1,1,1],[0,0,2]]"], run.GetProperty("outputs").EnumerateArray()
            .Select(output => string.Concat(output.GetProperty("values").GetRawText().Where(c => !char.IsWhiteSpace(c)))));

        var last = scratch.Fresh("last.npz");
        NpzArchive.Write(last, [TensorEntry.FromFloats("l.weight", [3, 4], new float[] { 1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1 }), TensorEntry.FromFloats("l.bias", [3], new float[3])]);
        Assert.Equal(
            ["1,2,10", "5,6,26", "9,10,42"],
            ToolRun.Of("run", spec, "--net", "Last", scratch.Write("x.csv", "1,2,3,4\n5,6,7,8\n9,10,11,12\n"), "-w", last, "--batch", "2").Succeeded().Lines);
    }

    [Fact]
    public void Outputs_that_are_no_numbers_are_shown_as_such()
    {
        var spec = scratch.Write("small.netspec", Small);
        var weights = scratch.Fresh("c.npz");
        NpzArchive.Write(weights, [TensorEntry.FromFloats("c.weight", [1, 3, 1, 1], new float[] { 3e38f, 0, 0 }), TensorEntry.FromFloats("c.bias", [1], new float[1])]);
        string[] run = ["run", spec, "--net", "Small", scratch.Write("x.csv", "9,1,-9,0,0,0,0,0,0,0,0,0\n"), "-w", weights];

        Assert.StartsWith("Infinity,", ToolRun.Of(run).Succeeded().Out, StringComparison.Ordinal);
        DocumentedShape.Check("run", ToolRun.Of([.. run, "--json"]).Succeeded().Json);
    }

    [Fact]
    public void The_largest_outputs_are_shown_by_rank()
    {
        var run = ToolRun.Of("run", DigitSamples.Spec, scratch.Write("x.csv", DigitSamples.Csv(1)), "-w", DigitSamples.Weights, "--top", "2").Succeeded();

        Assert.Equal(3, run.Lines.Length);
        Assert.Equal(["0", "1", DigitSamples.All[0].Label.ToString(CultureInfo.InvariantCulture)], run.Lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..3]);
    }

    [Theory]
    [InlineData("1,2,3\n", "line 1, has 3 numbers; a sample of 'image' is 64")]
    [InlineData("", "there are no samples")]
    public void A_bad_table_is_one_line(string text, string message) =>
        ToolRun.Of("run", DigitSamples.Spec, scratch.Write("x.csv", text), "-w", DigitSamples.Weights).FailedWith(3, message);

    [Fact]
    public void Bad_files_and_arguments_are_one_line()
    {
        var csv = scratch.Write("x.csv", DigitSamples.Csv(1));
        string[] run = ["run", DigitSamples.Spec, csv];
        ToolRun.Of(run).FailedWith(2, "the parameters are missing");
        ToolRun.Of([.. run, "-w", DigitSamples.Weights, "--random", "1"]).FailedWith(2, "take one of the two");
        ToolRun.Of([.. run, "-w", "nowhere.safetensors"]).FailedWith(3, "there is no file 'nowhere.safetensors'");
        ToolRun.Of([.. run, "--random", "1", "--batch", "0"]).FailedWith(2, "--batch is 0");
        ToolRun.Of([.. run, "-w", scratch.Write("w.safetensors", "nonsense nonsense")]).FailedWith(3, "w.safetensors");
        ToolRun.Of("run", DigitSamples.Spec, scratch.Write("x.png", "no picture"), "--random", "1").FailedWith(3, "is no picture that can be read");
        ToolRun.Of("run", DigitSamples.Spec, csv, csv, "--random", "1").FailedWith(2, "several are pictures");
    }

    private static float[][] Numbers(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',').Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
}
