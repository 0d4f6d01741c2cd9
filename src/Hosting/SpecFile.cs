using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Text;

namespace NetSpec.Hosting;

/// <summary>A spec, read and bound.</summary>
public sealed class SpecFile
{
    /// <summary>Longest file that is read, in bytes; longer ones cannot be meant.</summary>
    private const long MaxBytes = 64 << 20;

    private SpecFile(string path, string text, SpecResult result)
    {
        var lines = new LineMap(text);
        (Path, Text, Nets) = (path, text, [.. result.Nets]);
        Problems = [.. result.Problems.Select(problem => SpecProblem.At(path, lines, problem.Code, problem.Span, problem.Message))];
    }

    /// <summary>The file's name in problems.</summary>
    public string Path { get; }

    /// <summary>What stands in it.</summary>
    public string Text { get; }

    /// <summary>The nets without errors, in their order.</summary>
    public IReadOnlyList<Net> Nets { get; }

    /// <summary>What the binder has to say. What later stages find is in <see cref="Compile"/>'s result.</summary>
    public IReadOnlyList<SpecProblem> Problems { get; }

    /// <summary>Reads and binds a file.</summary>
    /// <param name="path">A <c>.netspec</c> file in UTF-8.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no text, or longer than any spec.</exception>
    public static SpecFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        if (stream.CanSeek && stream.Length > MaxBytes)
            throw new InvalidDataException($"'{path}' has {stream.Length} bytes, and a spec {MaxBytes} at most.");
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            return Of(path, reader.ReadToEnd());
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"'{path}' is no text in UTF-8, which specs are in.");
        }
    }

    /// <summary>Binds a text.</summary>
    /// <param name="path">Its name in problems.</param>
    /// <param name="text">The spec.</param>
    public static SpecFile Of(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        return new(path, text, SpecCompiler.Compile(text));
    }

    /// <summary>Compiles it to C#, as a build would.</summary>
    /// <param name="cancellationToken">Cancels the work.</param>
    public CompilerResult Compile(CancellationToken cancellationToken = default) => NetCompiler.Compile([new SpecText(Path, Text)], null, cancellationToken);

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
