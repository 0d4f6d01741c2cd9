using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Hosting;

/// <summary>A spec, read and bound.</summary>
public sealed class SpecFile
{
    /// <summary>Longest file that is read, in bytes; longer ones cannot be meant.</summary>
    private const long MaxBytes = 64 << 20;

    private SpecFile(SpecSources sources)
    {
        var result = SpecCompiler.Compile(sources);
        var map = new SourceMap(sources);
        (Sources, Nets) = (sources, [.. result.Nets]);
        Problems = [.. result.Problems.Select(problem => SpecProblem.At(map, problem.Code, problem.Span, problem.Message))];
    }

    /// <summary>The file's name in problems.</summary>
    public string Path => Sources.Spec.Path;

    /// <summary>What stands in it.</summary>
    public string Text => Sources.Spec.Text;

    /// <summary>The file, and those that it uses.</summary>
    public SpecSources Sources { get; }

    /// <summary>The nets without errors, in their order.</summary>
    public IReadOnlyList<Net> Nets { get; }

    /// <summary>What the binder has to say. What later stages find is in <see cref="Compile"/>'s result.</summary>
    public IReadOnlyList<SpecProblem> Problems { get; }

    /// <summary>Reads and binds a file. The files that it uses are read where its <c>use</c> lines say; one that is not there is a problem.</summary>
    /// <param name="path">A <c>.netspec</c> file in UTF-8.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no text, or longer than any spec.</exception>
    public static SpecFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(SpecSources.Of(new(path, ReadText(path)), used => File.Exists(used) ? new(used, ReadText(used)) : null, []));
    }

    private static string ReadText(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.CanSeek && stream.Length > MaxBytes)
            throw new InvalidDataException($"'{path}' has {stream.Length} bytes, and a spec {MaxBytes} at most.");
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"'{path}' is no text in UTF-8, which specs are in.");
        }
    }

    /// <summary>Binds a text. Nothing is read: what it uses is among the files that are given.</summary>
    /// <param name="path">Its name in problems, from where its <c>use</c> lines lead to others.</param>
    /// <param name="text">The spec.</param>
    /// <param name="usable">Files that it may use; null for none.</param>
    public static SpecFile Of(string path, string text, IEnumerable<SourceFile>? usable = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        var files = (usable ?? []).ToList();
        return new(SpecSources.Of(new(path, text), files, files.Select(file => file.Path)));
    }

    /// <summary>Compiles it to C#, as a build would.</summary>
    /// <param name="cancellationToken">Cancels the work.</param>
    public CompilerResult Compile(CancellationToken cancellationToken = default) => NetCompiler.Compile(
        [new SpecText(Path, Text)], new() { UsableFiles = new(Sources.Files.Skip(1)) }, cancellationToken);

    /// <summary>The net of a name, or the only one.</summary>
    /// <param name="name">Its name, with or without its namespace; null where the file has one net.</param>
    /// <exception cref="SpecException">The spec has errors.</exception>
    /// <exception cref="KeyNotFoundException">It has no such net, or several and none was named; the message lists them.</exception>
    public Net Choose(string? name = null)
    {
        if (Problems.Any(problem => problem.IsError))
            throw new SpecException(Problems);
        if (name is null)
        {
            return Nets.Count switch
            {
                0 => throw new KeyNotFoundException($"'{Path}' has no net."),
                1 => Nets[0],
                _ => throw new KeyNotFoundException($"'{Path}' has several nets: name one of {List()}."),
            };
        }

        return Nets.FirstOrDefault(net => net.FullName == name) ?? Nets.FirstOrDefault(net => net.Name == name)
            ?? throw new KeyNotFoundException($"'{Path}' has no net called '{name}'{(Nets.Count == 0 ? "" : $", but {List()}")}.");
    }

    private string List() => string.Join(", ", Nets.Select(net => net.Name));
}
