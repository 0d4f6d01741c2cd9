using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>What makes a layer of the graph: a closed set, so that whoever prints a layer knows how to print all of it.</summary>
/// <param name="Label">The parameter's name, empty where it goes without; of a setting the property's.</param>
internal abstract record LayerArgument(string Label)
{
    /// <summary>A layer that is read, by position.</summary>
    public sealed record Operand(int Position) : LayerArgument("");

    /// <summary>Layers that are read, as one argument.</summary>
    public sealed record Operands(EquatableArray<int> Positions) : LayerArgument("");

    /// <summary>The shape of the result.</summary>
    public sealed record Result(Shape Shape) : LayerArgument("");

    /// <summary>Where a tensor lies in the store.</summary>
    public sealed record Tensor(string Label, long Place) : LayerArgument(Label);

    /// <summary>An integer.</summary>
    public sealed record Number(string Label, int Value) : LayerArgument(Label);

    /// <summary>A real number.</summary>
    public sealed record Real(string Label, double Value) : LayerArgument(Label);

    /// <summary>A choice of two.</summary>
    public sealed record Flag(string Label, bool Value) : LayerArgument(Label);

    /// <summary>Rows and columns.</summary>
    public sealed record Sides(string Label, Extent Extent) : LayerArgument(Label);

    /// <summary>What is added on each side.</summary>
    public sealed record Padded(string Label, Padding Padding) : LayerArgument(Label);

    /// <summary>Names.</summary>
    public sealed record Names(string Label, EquatableArray<string> Items) : LayerArgument(Label);
}
