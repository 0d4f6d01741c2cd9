using System.Linq;

namespace NetSpec.Dsl.Ops;

/// <summary>How a stage is called in a spec.</summary>
/// <param name="Keyword">The word for it.</param>
/// <param name="Arguments">Its arguments, in the order of the positions.</param>
internal abstract record StageSyntax(string Keyword, EquatableArray<ArgumentSpec> Arguments)
{
    /// <summary>The call with all arguments: <c>linear(out, bias=true)</c>.</summary>
    public string Usage => Arguments.Count == 0 ? Keyword : $"{Keyword}({string.Join(", ", Arguments.Select(a => a.ToString()))})";
}
