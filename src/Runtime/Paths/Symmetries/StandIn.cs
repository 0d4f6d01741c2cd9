namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>A channel whose values, times a factor, are those of another.</summary>
internal readonly record struct StandIn(int Layer, int Channel, double Factor);
