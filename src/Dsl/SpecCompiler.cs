using System;
using System.Threading;
using NetSpec.Dsl.Binding;
using NetSpec.Dsl.Syntax;

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
    public static SpecResult Compile(string text, CancellationToken ct = default)
    {
        var parsed = SpecParser.Parse(text, ct);
        return SpecBinder.Bind(parsed.Spec, text, parsed.Problems, ct);
    }
}
