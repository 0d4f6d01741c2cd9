using System.CommandLine;
using System.Globalization;
using System.IO;
using NetSpec.Hosting.Jobs;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;

namespace NetSpec.Tool.Passes;

/// <summary>A part of a data set and the file of its results, as verbs that go over data sets take them.</summary>
internal sealed class PieceInput
{
    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Piece i of n alone, i from 0; 'merge' puts the files of -o together.",
        HelpName = "i/n",
    };

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the file of -o where an interrupted run left it." };
    private readonly Target _target = new("Write the numbers of all samples to this file, for 'merge' and --resume.");

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(_shard);
        verb.Options.Add(_resume);
        _target.AddTo(verb);
    }

    /// <summary>The piece that is asked for: which of how many, and its file, if one is wanted.</summary>
    /// <exception cref="ToolException">The options do not go together, or the file must not be written.</exception>
    public Piece Of(ParseResult arguments)
    {
        var (shard, shards) = Shard(arguments);
        var resume = arguments.GetValue(_resume);
        var path = resume ? _target.Unchecked(arguments) : _target.Path(arguments);
        if (path is null && (resume || shards > 1))
            throw ToolException.Usage($"{(resume ? "--resume" : "--shard")} is for a file of results: give -o FILE.");
        if (resume && Directory.Exists(path))
            throw new ToolException($"'{path}' is a folder, not a file.");
        var earlier = resume && File.Exists(path) ? JobPiece.Read(path) : null;
        if (resume && earlier is null)
            Target.Check(path!, force: true);
        return new(shard, shards, path, earlier);
    }

    private (int Shard, int Shards) Shard(ParseResult arguments)
    {
        if (arguments.GetValue(_shard) is not { } text)
            return (0, 1);
        var parts = text.Split('/');
        return parts.Length == 2 && Count(parts[0], out var shard) && Count(parts[1], out var shards) && shard < shards
            ? (shard, shards)
            : throw ToolException.Usage($"--shard is '{text}'; it is i/n with i from 0 to n-1, such as 0/8.");
    }

    private static bool Count(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>A part of a job.</summary>
    /// <param name="Shard">Which, from 0.</param>
    /// <param name="Shards">Of how many.</param>
    /// <param name="Path">Where its results go; null if nowhere.</param>
    /// <param name="Earlier">What an interrupted run left there.</param>
    public sealed record Piece(int Shard, int Shards, string? Path, JobPiece? Earlier);
}
