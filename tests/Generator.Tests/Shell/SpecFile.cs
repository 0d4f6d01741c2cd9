using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>A spec as the compiler would hand it over; each edit makes a new object, as in an editor.</summary>
internal sealed class SpecFile(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
