using NetSpec.Dsl.Text;

namespace NetSpec.Dsl;

/// <summary>A <c>.netspec</c> file.</summary>
/// <param name="Path">Where it lies: what <c>use</c> lines of others lead to, and its name in problems.</param>
/// <param name="Text">What stands in it.</param>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>The path as a <c>use</c> line leads to it, with '/' between its steps.</summary>
    public string PathAsUsed => SpecPath.Normalise(Path);
}
