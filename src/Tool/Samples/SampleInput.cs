using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NetSpec.Formats;
using NetSpec.Formats.Numpy;
using NetSpec.Hosting;
using NetSpec.Hosting.Certificates;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;

namespace NetSpec.Tool.Samples;

/// <summary>Samples, as verbs take them.</summary>
internal sealed class SampleInput
{
    /// <summary>The standard input.</summary>
    private const string Standard = "-";

    private readonly Argument<string[]> _files = new("samples")
    {
        Description = "npy, npz with a tensor for each input, csv with a sample a line, or png and jpeg with a sample each; - is csv from the standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _mean = new("--mean")
    {
        Description = "Of pictures: taken from each channel of 0 to 1.",
        HelpName = "m,…",
        DefaultValueFactory = _ => "0",
    };

    private readonly Option<string> _scale = new("--scale")
    {
        Description = "Of pictures: each channel is divided by it then.",
        HelpName = "s,…",
        DefaultValueFactory = _ => "1",
    };

    /// <summary>Adds the arguments to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Arguments.Add(_files);
        verb.Options.Add(_mean);
        verb.Options.Add(_scale);
    }

    /// <summary>Refuses files that are not there, and options that say nothing of them, before long work.</summary>
    public void Check(ParseResult arguments)
    {
        foreach (var path in arguments.GetRequiredValue(_files).Where(path => path != Standard))
        {
            InputPath.Check(path);
        }

        if (arguments.GetRequiredValue(_files).FirstOrDefault(path => !IsPicture(path)) is { } other
            && new[] { _mean, _scale }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } given)
            throw ToolException.Usage($"{given.Name} says something of pictures, and '{other}' is none.");
    }

    /// <summary>Opens the samples for a net.</summary>
    /// <exception cref="ToolException">They do not fit the net's inputs.</exception>
    public SampleSource Open(ParseResult arguments, HostedNet net)
    {
        var paths = arguments.GetRequiredValue(_files);
        if (paths.All(IsPicture))
            return new ImageSamples(paths, Single(net), Numbers(arguments, _mean), Numbers(arguments, _scale));
        if (paths.Length > 1)
            throw ToolException.Usage($"'{paths.First(path => !IsPicture(path))}' is among several files; several are pictures, all of them.");
        var path = paths[0];
        if (path == Standard)
            return new CsvSamples("standard input", Console.In, Single(net));
        if (InputPath.IsPipe(path))
            return new CsvSamples(path, new StreamReader(path), Single(net));
        return ModelFile.KindOf(path) switch
        {
            ModelFileKind.Npy => new TensorSamples(null, path, [NpyFile.Read(path)], [Single(net)]),
            ModelFileKind.Npz or ModelFileKind.Safetensors => Tensors(path, net),
            ModelFileKind.Unknown when Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv" or ".txt" =>
                new CsvSamples(path, new StreamReader(path), Single(net)),
            _ => throw new ToolException($"'{path}' holds no samples: npy, npz, csv, png and jpeg can."),
        };
    }

    /// <summary>What tells one data set from another: the hash of a file's bytes; of pictures, of their names and lengths, in their order.</summary>
    /// <exception cref="ToolException">They come from a pipe, which is read once.</exception>
    public string Hash(ParseResult arguments)
    {
        var paths = arguments.GetRequiredValue(_files);
        if (paths.FirstOrDefault(path => path == Standard || InputPath.IsPipe(path)) is { } pipe)
            throw ToolException.Usage($"samples from '{pipe}' cannot be divided into pieces or gone on with: give a file.");
        if (!paths.All(IsPicture))
            return CertifiedFile.HashOf(paths[0]);
        var list = string.Concat(paths.Select(path => FormattableString.Invariant($"{Path.GetFileName(path)} {new FileInfo(path).Length}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
    }

    /// <summary>What is done to pictures, as a text.</summary>
    public string Scaling(ParseResult arguments) => $"mean {arguments.GetValue(_mean)}, scale {arguments.GetValue(_scale)}";

    private static TensorSamples Tensors(string path, HostedNet net)
    {
        var table = WeightsFile.Open(path);
        if (net.Inputs.Count == 1 && table.Count == 1)
            return new(table, path, [table[0]], net.Inputs);
        return new(table, path, [.. net.Inputs.Select(input => table.TryGet(input.Name, out var tensor)
            ? tensor!
            : throw new ToolException($"'{path}' has no tensor '{input.Name}', but {string.Join(", ", table.Select(entry => entry.Name))}."))], net.Inputs);
    }

    private static HostedPort Single(HostedNet net) => net.Inputs.Count == 1
        ? net.Inputs[0]
        : throw new ToolException($"the net has {net.Inputs.Count} inputs, {string.Join(", ", net.Inputs)}: an npz file holds a tensor for each.");

    private static bool IsPicture(string path) => Path.GetExtension(path).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg";

    private static float[] Numbers(ParseResult arguments, Option<string> option)
    {
        var text = arguments.GetRequiredValue(option);
        return [.. text.Split(',').Select(part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && float.IsFinite(value) && (value != 0 || option.Name == "--mean")
            ? value
            : throw ToolException.Usage($"{option.Name} takes numbers with commas between them, not '{text}'."))];
    }
}
