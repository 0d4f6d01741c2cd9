namespace NetSpec.Runtime.Paths.Passes;

/// <summary>What a reader of a value contributes to the gradient at the value.</summary>
/// <param name="Bounds">An upper bound of it, channel by channel and without regard to position.</param>
/// <param name="Units">The units in which the reader passes it on; null for a layer with weights, which take up any.</param>
internal readonly record struct GradientPart(Magnitude[] Bounds, Magnitude[]? Units);
