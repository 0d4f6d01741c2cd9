namespace NetSpec.Compiler.Planning.Remarks;

/// <summary>A line of the spec, or a part of one, that takes no step.</summary>
/// <param name="Line">The line.</param>
/// <param name="Why">Why its value is there already.</param>
internal readonly record struct Unmoved(Quote Line, string Why);
