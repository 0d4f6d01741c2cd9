namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>The name and parameters of a declaration.</summary>
internal sealed record Header(Identifier Name, EquatableArray<FormalParameter> Parameters);
