using NetSpec.Dsl;

namespace NetSpec.Compiler;

/// <summary>A spec to compile.</summary>
/// <param name="Path">Its name in problems.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Options">What the project says about it.</param>
public sealed record SpecText(string Path, string Text, SpecOptions Options)
{
    /// <summary>A spec of which the project says nothing: its classes are public, and of the global namespace unless it names another.</summary>
    public SpecText(string path, string text)
        : this(path, text, new(""))
    {
    }

    /// <summary>The file without the options.</summary>
    internal SourceFile Source => new(Path, Text);
}
