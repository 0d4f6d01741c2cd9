namespace NetSpec.Dsl.Graph;

/// <summary>The stage of a statement that a node came from.</summary>
/// <param name="Index">Of the statement, in <see cref="Net.Statements"/>.</param>
/// <param name="Start">Where the stage begins in the statement's text; for a node of a block, the stage that uses the block.</param>
public readonly record struct StatementPlace(int Index, int Start);
