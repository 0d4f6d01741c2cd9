namespace NetSpec.Compiler.Planning.Paths;

/// <summary>What a call of the walk over a path-norm net is given: a closed set, so that whoever prints a call knows how to print all of it.</summary>
/// <param name="Label">The parameter's name; empty where the argument goes without.</param>
internal abstract record ScalingArgument(string Label)
{
    /// <summary>What the node reads, a step by number.</summary>
    public sealed record Operand(int Step) : ScalingArgument("");

    /// <summary>An integer; where it is a tensor of the network, -1 for one that is frozen or not there.</summary>
    public sealed record Number(string Label, int Value) : ScalingArgument(Label);

    /// <summary>A real number.</summary>
    public sealed record Real(string Label, double Value) : ScalingArgument(Label);

    /// <summary>How windows lie along an axis.</summary>
    public sealed record Windows(string Label, ScalingAxis Axis, bool IsTransposed) : ScalingArgument(Label);
}
