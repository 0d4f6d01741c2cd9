using System;
using System.CommandLine;
using System.IO;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Options;

/// <summary>A file that a verb writes: wholly or not at all, and over an old one only with <c>--force</c>.</summary>
internal sealed class Target
{
    private readonly Option<string?> _path;
    private readonly bool _isSpec;
    private readonly Option<bool> _force = new("--force") { Description = "Write over files that exist." };

    /// <param name="description">What is written.</param>
    /// <param name="required">Whether the verb is of no use without it.</param>
    /// <param name="name">The option's name.</param>
    /// <param name="isSpec">Whether it is a spec.</param>
    public Target(string description, bool required = false, string name = "--output", bool isSpec = false)
    {
        _isSpec = isSpec;
        _path = new(name) { Description = description, HelpName = "file", Required = required };
        if (name == "--output")
            _path.Aliases.Add("-o");
    }

    /// <summary>Adds it to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(_path);
        verb.Options.Add(_force);
    }

    /// <summary>The path that was given, looked at before long work begins; null if none was.</summary>
    /// <exception cref="ToolException">It exists, and is not to be written over; or its folder does not.</exception>
    public string? Path(ParseResult arguments)
    {
        if (arguments.GetValue(_path) is not { } path)
            return null;

        // A slip of the hand that --force would make the end of a spec; and a build takes every file of that name for one.
        if (!_isSpec && System.IO.Path.GetExtension(path).Equals(".netspec", StringComparison.OrdinalIgnoreCase))
            throw ToolException.Usage($"'{path}' is the name of a spec, and {_path.Name} writes none.");
        Check(path, arguments.GetValue(_force));
        return path;
    }

    /// <summary>The path that was given, which may exist; null if none was.</summary>
    public string? Unchecked(ParseResult arguments) => arguments.GetValue(_path);

    /// <summary>Whether files are written over.</summary>
    public bool Force(ParseResult arguments) => arguments.GetValue(_force);

    /// <summary>Writes the file.</summary>
    /// <exception cref="ToolException">It came to be in the meantime.</exception>
    public void Write(ParseResult arguments, Action<Stream> write) => AtomicFile.Write(Path(arguments)!, write);

    /// <summary>Writes a text file.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public void WriteText(ParseResult arguments, string text) => AtomicFile.WriteText(Path(arguments)!, text);

    /// <summary>Refuses a file that must not be written.</summary>
    /// <exception cref="ToolException">It exists, and is not to be written over; or its folder does not.</exception>
    public static void Check(string path, bool force)
    {
        if (Directory.Exists(path))
            throw new ToolException($"'{path}' is a folder, not a file.");
        if (File.Exists(path) && !force)
            throw new ToolException($"'{path}' exists; --force writes over it.");
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw new ToolException($"'{path}' cannot be written: there is no folder '{folder}'.");
    }
}
