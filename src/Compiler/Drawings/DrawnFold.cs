namespace NetSpec.Compiler.Drawings;

/// <summary>Boxes that stand for several of their kind, one after another.</summary>
/// <param name="First">The first of the boxes.</param>
/// <param name="Boxes">How many boxes there are.</param>
/// <param name="Times">How often they come in the net.</param>
/// <param name="Label">The first and last of those, by name: <c>layer3.1 … layer3.35</c>.</param>
public sealed record DrawnFold(int First, int Boxes, int Times, string Label);
