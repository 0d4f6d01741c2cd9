using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>
/// What a kernel is given: a closed set, so that whoever prints a call knows how to print all of it. An argument with a label is
/// passed by name.
/// </summary>
internal abstract record CallArgument
{
    private CallArgument()
    {
    }

    /// <summary>Whether it is a member of the model or pass that calls, so that a method with it is no static one.</summary>
    public virtual bool IsOfInstance => false;

    /// <summary>A map.</summary>
    /// <param name="Local">Its name where a step has a method of its own; empty where it stands in the call.</param>
    /// <param name="Place">Where it lies.</param>
    /// <param name="Use">What the kernel does with it.</param>
    /// <param name="Label">The parameter's name; empty where it goes without.</param>
    public sealed record Map(string Local, Place Place, PlaceUse Use, string Label = "") : CallArgument;

    /// <summary>The offset of a value whose form the kernel knows from its shape.</summary>
    public sealed record Offset(string Label, Place Place, PlaceUse Use) : CallArgument;

    /// <summary>An integer.</summary>
    public sealed record Number(string Label, int Value) : CallArgument;

    /// <summary>A float.</summary>
    public sealed record Real(string Label, float Value) : CallArgument;

    /// <summary>A choice of two.</summary>
    public sealed record Flag(string Label, bool Value) : CallArgument;

    /// <summary>A function of single numbers.</summary>
    /// <param name="Name">The member of the runtime's <c>PlaceFunction</c>.</param>
    /// <param name="Numbers">Its arguments; a property has none.</param>
    public sealed record Function(string Name, EquatableArray<Real> Numbers) : CallArgument
    {
        /// <summary>The parameter's name; empty where it goes without.</summary>
        public string Label { get; init; } = "";
    }

    /// <summary>The window of a pool.</summary>
    public sealed record Pool(Window Window) : CallArgument;

    /// <summary>Rows and columns by number: two arguments.</summary>
    public sealed record Lines(EquatableArray<int> Rows, EquatableArray<int> Columns) : CallArgument;

    /// <summary>Packed weights.</summary>
    /// <param name="Index">In <see cref="Plan.Weights"/>.</param>
    public sealed record Weights(int Index) : CallArgument
    {
        /// <inheritdoc/>
        public override bool IsOfInstance => true;
    }

    /// <summary>One of several layers that a kernel computes in a row.</summary>
    /// <param name="Shape">In <see cref="Plan.Shapes"/>.</param>
    /// <param name="Index">In <see cref="Plan.Weights"/>.</param>
    /// <param name="Relu">Whether negative results become zero.</param>
    /// <param name="Then">The function that is applied to each result last, or null.</param>
    public sealed record Stage(int Shape, int Index, bool Relu, Function? Then) : CallArgument
    {
        /// <inheritdoc/>
        public override bool IsOfInstance => true;
    }

    /// <summary>Part of the array of sums that costs are made of.</summary>
    public sealed record Sums(CostSlot Slot) : CallArgument
    {
        /// <inheritdoc/>
        public override bool IsOfInstance => true;
    }

    /// <summary>The exponent of the norm that a pass computes.</summary>
    public sealed record Exponent : CallArgument
    {
        /// <inheritdoc/>
        public override bool IsOfInstance => true;
    }

    /// <summary>The output that a kernel writes to, instead of its result's place, when the net runs in panels.</summary>
    public sealed record Port(int Output) : CallArgument;

    /// <summary>The position of the token that a decoder computes.</summary>
    public sealed record Position(string Label) : CallArgument
    {
        /// <inheritdoc/>
        public override bool IsOfInstance => true;
    }

    /// <summary>The keys and values that a decoder keeps of the tokens before.</summary>
    /// <param name="Name">The attention's name in the spec.</param>
    /// <param name="Heads">How many heads there are.</param>
    /// <param name="KeyFeatures">Features of the keys of all heads.</param>
    /// <param name="ValueFeatures">Features of the values of all heads.</param>
    public sealed record Cache(string Name, int Heads, int KeyFeatures, int ValueFeatures) : CallArgument
    {
        /// <inheritdoc/>
        public override bool IsOfInstance => true;
    }
}
