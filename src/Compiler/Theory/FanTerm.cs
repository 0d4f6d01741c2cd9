namespace NetSpec.Compiler.Theory;

/// <summary>A class of alike places, and the number of edges that come from it.</summary>
internal readonly record struct FanTerm(int Class, int Edges);
