using System;
using System.Linq;
using System.Threading;
using NetSpec.Dsl.Binding;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl;

/// <summary>The front end: from the text of a <c>.netspec</c> file to checked networks.</summary>
/// <example>
/// <code>
/// var result = SpecCompiler.Compile("net Mlp {\n    input x : 784\n    output y = x -> linear(10)\n}\n");
/// Console.WriteLine(result.Nets[0].StoreSize); // 7850
/// </code>
/// </example>
public static class SpecCompiler
{
    /// <summary>Compiles a text. Whatever the text, the outcome is a result: what is wrong with it stands in its problems.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SpecResult Compile(string text, CancellationToken ct = default) =>
        Compile(new SpecSources(EquatableArray.Of(new SourceFile("", text))), ct);

    /// <summary>Compiles a spec with the blocks and neurons of the files that it uses. Places are those of a <see cref="SourceMap"/> of the sources.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SpecResult Compile(SpecSources sources, CancellationToken ct = default)
    {
        var map = new SourceMap(sources);
        var code = LogicalLines.BlankComments(map.Text);
        var files = sources.Files.Select((_, i) => SpecParser.Parse(code, map.SpanOf(i), ct)).ToList();
        return SpecBinder.Bind(sources, map, files, ct);
    }
}
