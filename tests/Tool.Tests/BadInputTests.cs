using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary>Files that are not what they ought to be, at every place where a verb takes one: a line that says so, and nothing written.</summary>
public sealed class BadInputTests(Scratch scratch) : IClassFixture<Scratch>
{
    /// <summary>Verbs with SPEC, WEIGHTS, SAMPLES and LABELS; OUT is a file that is not there.</summary>
    private static readonly string[] Lines =
    [
        "summary SPEC", "emit SPEC", "graph SPEC", "run SPEC SAMPLES -w WEIGHTS", "bench SPEC -w WEIGHTS", "pathnorm SPEC -w WEIGHTS",
        "bounds SPEC -w WEIGHTS --certificate OUT", "margins SPEC SAMPLES --labels LABELS -w WEIGHTS", "average SPEC SAMPLES -w WEIGHTS -o OUT",
        "prune SPEC -w WEIGHTS --share 0.5 -o OUT.npz", "quantize SPEC -w WEIGHTS --bits 4 -o OUT.npz", "rescale SPEC -w WEIGHTS -o OUT.npz",
        "normalize SPEC -w WEIGHTS -o OUT.npz", "factorize SPEC -w WEIGHTS --budget 0.5 -o OUT", "export SPEC -w WEIGHTS -o OUT", "convert WEIGHTS OUT.npz",
    ];

    private static readonly Dictionary<string, string[]> Bad = new()
    {
        ["SPEC"] = ["noise", "folder", "nowhere", "cut.safetensors"],
        ["WEIGHTS"] = ["empty.safetensors", "noise.safetensors", "cut.safetensors", "noise.npz", "noise.pth", "folder", "nowhere", "pipe"],
        ["SAMPLES"] = ["commas.csv", "noise.csv", "short.csv", "head.csv", "noise.npy", "complex.npy", "scalar.npy", "huge.npy", "noise.png", "folder", "nowhere"],
        ["LABELS"] = ["noise", "empty", "complex.npy", "minus.txt", "huge.txt", "folder", "nowhere", "pipe"],
    };

    public static TheoryData<string, string> Places
    {
        get
        {
            // Every verb with each kind of file once, and one verb with every bad file.
            var data = new TheoryData<string, string>();
            foreach (var (place, files) in Bad)
            {
                foreach (var (line, i) in Lines.Where(line => line.Split(' ').Contains(place)).Select((line, i) => (line, i)))
                {
                    foreach (var file in i == 0 ? files : [files[i % files.Length]])
                    {
                        data.Add(line, $"{place}={file}");
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Each_is_one_line(string line, string bad)
    {
        var (place, file) = (bad.Split('=')[0], bad.Split('=')[1]);
        var output = scratch.Fresh("out");

        var run = ToolRun.Of([.. line.Split(' ').Select(word =>
            word == place ? Make(file)
            : word.StartsWith("OUT", StringComparison.Ordinal) ? word.Replace("OUT", output, StringComparison.Ordinal)
            : Good(word))]);

        Assert.True(run.ExitCode is 2 or 3, $"exit code {run.ExitCode}: {run.Error}");
        Assert.Equal("", run.Out);
        Assert.StartsWith("netspec: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(output)!));
    }

    [Theory]
    [InlineData("import noise.onnx")]
    [InlineData("import empty.onnx")]
    [InlineData("import cut.safetensors")]
    [InlineData("import folder")]
    [InlineData("verify noise.json")]
    [InlineData("verify empty.json")]
    [InlineData("verify folder")]
    [InlineData("merge noise.json")]
    [InlineData("merge empty.json")]
    [InlineData("merge folder")]
    [InlineData("merge pipe")]
    public void So_are_those_of_other_verbs(string line) => ToolRun.Of(line.Split(' ')[0], Make(line.Split(' ')[1])).FailedWith(3, "");

    [Theory]
    [InlineData("bench SPEC --random x", 2, "Cannot parse argument 'x' for option '--random'; a whole number is due.")]
    [InlineData("graph SPEC --format xyz", 2, "Must be one of: 'svg' 'dot' 'mermaid'")]
    [InlineData("rescale SPEC -w WEIGHTS --factors 1e29,1e-29", 3, "out of the range of floats")]
    [InlineData("margins SPEC SAMPLES --labels LABELS -w WEIGHTS --delta 2", 2, "--delta is '2'")]
    [InlineData("run SPEC SAMPLES -w WEIGHTS --top 0", 2, "--top is 0; it is a number of outputs, 1 or more.")]
    [InlineData("run SPEC SAMPLES -w WEIGHTS --mean 0.5", 2, "--mean says something of pictures, and '")]
    [InlineData("margins SPEC SAMPLES --labels LABELS -w WEIGHTS --scale 2", 2, "--scale says something of pictures, and '")]
    [InlineData("export SPEC -w WEIGHTS -o SPEC --force", 2, "digits.netspec' is the name of a spec, and --output writes none.")]
    [InlineData("prune SPEC -w WEIGHTS --share 0.5 -o m.safetensors --mask m.safetensors", 2, "-o and --mask are both 'm.safetensors'")]
    public void So_are_arguments_that_make_no_sense(string line, int exitCode, string message) =>
        ToolRun.Of([.. line.Split(' ').Select(Good)]).FailedWith(exitCode, message);

    /// <summary>A network that the language can say and the machine cannot hold; how much it can is stated to the runtime here.</summary>
    [Fact]
    public void So_is_a_network_larger_than_the_memory()
    {
        var spec = scratch.Write("large.netspec", "net Large {\n    input x : 8000\n    output y = x -> linear(8000) -> relu -> linear(8000)\n}\n");
        ToolRun.WithVariable("DOTNET_GCHeapHardLimit", "0x8000000", "pathnorm", spec, "--random", "1").FailedWith(3, "more memory than there is");
    }

    private string Good(string word) => word switch
    {
        "SPEC" => DigitSamples.Spec,
        "WEIGHTS" => DigitSamples.Weights,
        "SAMPLES" => scratch.Write("x.csv", DigitSamples.Csv(2)),
        "LABELS" => scratch.Write("y.txt", "1\n2\n"),
        _ => word,
    };

    private string Make(string file)
    {
        var whole = File.ReadAllBytes(Repository.PathOf(DigitSamples.Weights));
        var noise = new byte[1000];
        new Random(5).NextBytes(noise);
        byte[]? bytes = file switch
        {
            "folder" or "nowhere" or "pipe" => null,
            "cut.safetensors" => whole[..(whole.Length / 2)],
            "commas.csv" => ",,,\n,,,\n"u8.ToArray(),
            "short.csv" => "1,2,3\n"u8.ToArray(),
            "head.csv" => "a,b\n"u8.ToArray(),
            "minus.txt" => "-1\n2\n"u8.ToArray(),
            "huge.txt" => "99999999999999999999\n2\n"u8.ToArray(),
            "complex.npy" => Npy("<c8", "(2, 64)", 1024),
            "scalar.npy" => Npy("<f4", "()", 4),
            "huge.npy" => Npy("<f4", "(99999999999, 64)", 0),
            _ => file.StartsWith("empty", StringComparison.Ordinal) ? [] : noise,
        };
        var path = scratch.Fresh(file);
        if (file == "pipe")
            return OperatingSystem.IsWindows() ? path : "/dev/null";
        if (file == "folder")
            Directory.CreateDirectory(path);
        if (bytes is not null)
            File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Npy(string type, string shape, int bytes)
    {
        var head = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        head = head.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. Encoding.ASCII.GetBytes(head), .. new byte[bytes]];
    }
}
