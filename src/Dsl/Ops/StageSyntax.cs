using System.Linq;

namespace NetSpec.Dsl.Ops;

/// <summary>How a stage is called in a spec.</summary>
/// <param name="Keyword">The word for it.</param>
/// <param name="Arguments">Its arguments, in the order of the positions.</param>
internal abstract record StageSyntax(string Keyword, EquatableArray<ArgumentSpec> Arguments)
{
    /// <summary>How many arguments may be given by position: the first ones, mostly those that are required.</summary>
    public int Positions => Arguments.TakeWhile(a => a.HasPosition).Count();

    /// <summary>How other frameworks write the call, where they begin with the size of the operand: <c>conv(in, out, kernel)</c>.</summary>
    public string? OtherOrder { get; init; }

    /// <summary>The call with all arguments: <c>linear(out, bias=true)</c>.</summary>
    public string Usage => Arguments.Count == 0 ? Keyword : $"{Keyword}({string.Join(", ", Arguments.Select(a => a.ToString()))})";
}
