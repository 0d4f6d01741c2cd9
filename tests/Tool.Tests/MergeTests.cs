using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Hosting.Jobs;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary>Passes over data sets in pieces: <c>--shard</c>, <c>--resume</c>, <c>netspec merge</c>, <c>netspec average</c>.</summary>
public sealed class MergeTests(Scratch scratch) : IClassFixture<Scratch>
{
    private const int Samples = 360;

    /// <summary>More pieces than blocks too, in any order: the documents are those of one run, to the last digit.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(14)]
    public void Margins_of_pieces_are_those_of_one_run(int shards)
    {
        string[] run = ["margins", DigitSamples.Spec, .. Data(), "-w", DigitSamples.Weights, "--json"];
        var pieces = Enumerable.Range(0, shards).Select(_ => scratch.Fresh("piece.json")).ToArray();
        for (var i = 0; i < shards; i++)
        {
            var piece = ToolRun.Of([.. run, "--threads", "2", "--shard", FormattableString.Invariant($"{i}/{shards}"), "-o", pieces[i]]).Succeeded().Json;
            DocumentedShape.Check(shards == 1 ? "margins" : "piece", piece);
        }

        var merged = ToolRun.Of(["merge", .. pieces.Reverse(), "--json"]).Succeeded().Json;

        DocumentedShape.Check("merge", merged);
        Assert.Equal(WithoutPaths(ToolRun.Of(run).Succeeded().Out), WithoutPaths(merged.GetProperty("margins").GetRawText()));
        Assert.Equal(shards, merged.GetProperty("pieces").GetInt32());
    }

    [Fact]
    public void Averages_of_pieces_are_those_of_one_run_and_of_the_library()
    {
        string[] run = ["average", DigitSamples.Spec, Csv(100), "-w", DigitSamples.Weights, "--outputs", "3,7", "--json"];
        var pieces = Enumerable.Range(0, 3).Select(_ => scratch.Fresh("piece.json")).ToArray();
        for (var i = 0; i < 3; i++)
        {
            ToolRun.Of([.. run, "--threads", "2", "--shard", FormattableString.Invariant($"{i}/3"), "-o", pieces[i]]).Succeeded();
        }

        var merged = ToolRun.Of(["merge", .. pieces, "--json"]).Succeeded().Json;
        var whole = ToolRun.Of(run).Succeeded();

        DocumentedShape.Check("average", whole.Json);
        DocumentedShape.Check("merge", merged);
        Assert.Equal(WithoutPaths(whole.Out), WithoutPaths(merged.GetProperty("average").GetRawText()));
        var net = NetHost.Load(SpecFile.Read(Repository.PathOf(DigitSamples.Spec)), SpecFile.Read(Repository.PathOf(DigitSamples.Spec)).Choose(), new() { Passes = HostedPasses.Paths });
        var paths = net.Paths(net.Create(ParameterStore.Load(net.Layout, Repository.PathOf(DigitSamples.Weights))));
        var norms = paths.Average(DigitSamples.All.Take(100).Select(digit => digit.Pixels.Select(pixel => pixel / 16f).ToArray()), new() { Outputs = [3, 7] });
        foreach (var (entry, expected) in whole.Json.GetProperty("outputs").EnumerateArray().Zip(norms.PerOutput))
        {
            Assert.Equal(expected.Local.Mean.Value, entry.GetProperty("localMean").GetProperty("value").GetDouble());
            Assert.Equal(expected.Gated.Max.Value, entry.GetProperty("gatedMost").GetProperty("value").GetDouble());
            Assert.Equal(expected.Worst.Value, entry.GetProperty("pathNorm").GetProperty("value").GetDouble());
        }
    }

    [Fact]
    public void Pieces_that_do_not_belong_together_are_refused()
    {
        var data = Data(64);
        string[] run = ["margins", DigitSamples.Spec, .. data];
        string Piece(string shard, params string[] arguments)
        {
            var path = scratch.Fresh("piece.json");
            ToolRun.Of([.. arguments.Length == 0 ? run : arguments, "--random", "1", "--shard", shard, "-o", path]).Succeeded();
            return path;
        }

        var (first, second) = (Piece("0/2"), Piece("1/2"));

        ToolRun.Of("merge", first, second).Succeeded();
        ToolRun.Of("merge", first).FailedWith(3, "1 of 2 pieces are missing: 1.");
        ToolRun.Of("merge", second).FailedWith(3, "1 of 2 pieces are missing: 0.");
        ToolRun.Of("merge", first, second, first).FailedWith(3, "are both piece 0 of 2");
        ToolRun.Of("merge", first, Piece("1/3")).FailedWith(3, "differ in their number of pieces (2 and 3)");
        ToolRun.Of("merge", first, Piece("1/2", ["margins", DigitSamples.Spec, .. Data(65)])).FailedWith(3, "differ in their data");
        ToolRun.Of("merge", first, Piece("1/2", [.. run, "--delta", "0.1"])).FailedWith(3, "differ in their options");
        ToolRun.Of("merge", first, Piece("1/2", ["margins", DigitSamples.Spec, data[0], "--labels", scratch.Write("y.txt", string.Concat(Enumerable.Repeat("1\n", 64)))]))
            .FailedWith(3, "differ in their labels");
        var spec = scratch.Write("other.netspec", File.ReadAllText(Repository.PathOf(DigitSamples.Spec)) + "\n");
        ToolRun.Of("merge", first, Piece("1/2", ["margins", spec, .. data])).FailedWith(3, "differ in their spec");
        ToolRun.Of("merge", first, second, "--spec", spec).FailedWith(3, "is not the spec that the pieces were computed from");
        ToolRun.Of("merge", first, second, "-w", DigitSamples.Weights).FailedWith(3, "are not the parameters that the pieces were computed from");
        var weights = scratch.Fresh("piece.json");
        ToolRun.Of([.. run, "-w", DigitSamples.Weights, "--shard", "1/2", "-o", weights]).Succeeded();
        ToolRun.Of("merge", first, weights).FailedWith(3, "differ in their parameters");
        ToolRun.Of("merge", scratch.Write("no.json", "{}")).FailedWith(3, "is no piece of a job");
        ToolRun.Of("merge", scratch.Write("no.json", "{")).FailedWith(3, "is no piece of a job");
        ToolRun.Of("merge", Repository.PathOf(DigitSamples.Weights)).FailedWith(3, "is no piece of a job");
        foreach (var (member, value, message) in new (string, JsonNode?, string)[]
        {
            ("done", 31, "a damaged piece"), ("shard", 2, "a damaged piece"), ("width", 0, "a damaged piece"), ("values", new JsonArray(), "a damaged piece"),
            ("spec", null, "is no piece"), ("version", 2, "is a piece of version 2"), ("kind", "x", "is no piece"), ("largestInput", -1.0, "a damaged piece"),
        })
        {
            var document = JsonNode.Parse(File.ReadAllText(first))!;
            document[member] = value;
            var run1 = ToolRun.Of("merge", scratch.Write("bad.json", document.ToJsonString()), second);
            Assert.True(run1.ExitCode == 3 && (run1.Error.Contains(message, StringComparison.Ordinal) || run1.Error.Contains("damaged", StringComparison.Ordinal)), $"{member}: {run1.Error}");
        }
    }

    /// <summary>An interrupted run leaves what it has, and goes on with that: once it got far enough to be interrupted in the middle.</summary>
    [Fact]
    public void An_interrupted_run_goes_on_where_it_was()
    {
        string[] run = ["average", DigitSamples.Spec, Csv(Samples), "-w", DigitSamples.Weights, "--outputs", "0,1,2,3,4,5", "--json"];
        var path = scratch.Fresh("piece.json");

        // A piece as an interruption leaves it, by hand: the first blocks of a complete one.
        ToolRun.Of([.. run, "-o", path]).Succeeded();
        var whole = File.ReadAllText(path);
        var document = JsonNode.Parse(whole)!;
        document["done"] = 64;
        var values = document["values"]!.AsArray();
        while (values.Count > 64 * document["width"]!.GetValue<int>())
        {
            values.RemoveAt(values.Count - 1);
        }

        File.WriteAllText(path, document.ToJsonString());
        ToolRun.Of("merge", path).FailedWith(3, "is not complete: 64 of 360 samples");
        ToolRun.Of([.. run, "-o", path]).FailedWith(3, "exists; --force writes over it");
        ToolRun.Of([.. run, "-o", path, "--resume"]).Succeeded();
        Assert.Equal(whole, File.ReadAllText(path));
        ToolRun.Of([.. run, "-o", path, "--resume"]).Succeeded();
        Assert.Equal(whole, File.ReadAllText(path));
        ToolRun.Of(["average", DigitSamples.Spec, Csv(Samples), "--random", "1", "-o", path, "--resume"]).FailedWith(3, "is of another job, which differs in its parameters");
    }

    /// <summary>SIGINT and SIGTERM, as a terminal and a cluster send them: the piece is written, and gone on with to the same bits.</summary>
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_has_the_piece_written_and_it_is_gone_on_with(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        const int Times = 24;
        string[] run = ["average", DigitSamples.Spec, Csv(Samples, Times), "-w", DigitSamples.Weights, "--shard", "1/2"];
        var path = scratch.Fresh("piece.json");
        using var process = ToolRun.Start(Repository.Root, [.. run, "-o", path]);
        process.StandardInput.Close();

        // The data are opened after all else is: the file of the samples is held while the pass runs.
        var clock = Stopwatch.StartNew();
        while (!process.HasExited && clock.Elapsed < TimeSpan.FromSeconds(100) && !Holds(process, run[2]))
        {
            Thread.Sleep(20);
        }

        Thread.Sleep(500);
        // Whoever runs tests in a shell's background has it ignore what a terminal sends, which processes inherit.
        var sent = signal == "INT" && IgnoresInterrupts(process) ? "TERM" : signal;
        Process.Start("kill", [$"-{sent}", FormattableString.Invariant($"{process.Id}")]).WaitForExit();
        var error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(100_000));

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("--resume goes on with them", error, StringComparison.Ordinal);
        var piece = JobPiece.Read(path);
        Assert.InRange(piece.Done, 0, (Samples * Times / 2) - 1);
        Assert.Equal(0, piece.Done % JobIdentity.Block);

        ToolRun.Of([.. run, "-o", path, "--resume"]).Succeeded();
        var undisturbed = Path.Combine(Path.GetDirectoryName(path)!, "undisturbed.json");
        ToolRun.Of([.. run, "-o", undisturbed]).Succeeded();
        Assert.Equal(File.ReadAllText(undisturbed), File.ReadAllText(path));
    }

    [Fact]
    public void What_does_not_go_together_is_a_usage_error()
    {
        string[] run = ["margins", DigitSamples.Spec, .. Data(4), "--random", "1"];
        foreach (var shard in new[] { "4/4", "-1/4", "1", "a/b", "1/0", "0/4/5" })
        {
            ToolRun.Of([.. run, "-o", scratch.Fresh("p.json"), "--shard=" + shard]).FailedWith(2, "it is i/n with i from 0 to n-1");
        }

        ToolRun.Of([.. run, "--shard", "0/2"]).FailedWith(2, "--shard is for a file of results: give -o FILE");
        ToolRun.Of([.. run, "--resume"]).FailedWith(2, "--resume is for a file of results: give -o FILE");
        ToolRun.With(DigitSamples.Csv(4), Repository.Root, ["margins", DigitSamples.Spec, "-", "--labels", run[^3], "--random", "1", "-o", scratch.Fresh("p.json")])
            .FailedWith(2, "cannot be divided into pieces");
        ToolRun.Of("average", DigitSamples.Spec, Csv(4), "--random", "1", "--outputs", "10").FailedWith(2, "the net has outputs 0 to 9");
        ToolRun.Of("average", DigitSamples.Spec, Csv(4), "--random", "1", "--outputs", "1,1").FailedWith(2, "names an output twice");
        ToolRun.Of("average", DigitSamples.Spec, scratch.Write("x.csv", "a,b\n"), "--random", "1").FailedWith(3, "there are no samples");
    }

    private string[] Data(int samples = Samples) => [Csv(samples), "--labels", scratch.Write("y.txt", DigitSamples.Labels(samples))];

    private string Csv(int samples, int times = 1) => scratch.Write("x.csv", string.Concat(Enumerable.Repeat(DigitSamples.Csv(samples), times)));

    private static bool IgnoresInterrupts(Process process)
    {
        const ulong Interrupt = 1 << 1;
        var status = $"/proc/{process.Id}/status";
        return File.Exists(status) && File.ReadLines(status).Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
            .Any(line => (ulong.Parse(line.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0);
    }

    private static bool Holds(Process process, string path) =>
        Directory.Exists($"/proc/{process.Id}/fd") && new DirectoryInfo($"/proc/{process.Id}/fd").EnumerateFiles().Any(file => file.LinkTarget == path);

    /// <summary>A document without its spaces, and without the paths of spec and weights, which merge sees from elsewhere.</summary>
    private static string WithoutPaths(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document.Remove("spec");
        document.Remove("weights");
        return document.ToJsonString();
    }
}
