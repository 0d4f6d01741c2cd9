namespace NetSpec.Compiler.Planning.Shapes;

/// <summary>The extents of the map on one side of a convolution.</summary>
internal readonly record struct ConvSide(int Channels, int Height, int Width, int Border);
