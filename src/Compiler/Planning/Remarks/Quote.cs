namespace NetSpec.Compiler.Planning.Remarks;

/// <summary>A line of the spec that a step came from.</summary>
/// <param name="Text">The line.</param>
/// <param name="Start">Where the step's first stage begins in it.</param>
internal readonly record struct Quote(string Text, int Start);
