using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs;

/// <summary>
/// A layer as the theory sees it: neurons with their antecedents, weights and biases. Neurons are numbered in row-major
/// order of (channel, row, column); a vector of n features has the extent n x 1 x 1.
/// </summary>
/// <remarks>
/// Parameters are named by their index in the parameter store: offset of the tensor plus position in it. A batch-norm is a
/// layer of identity neurons whose weight a = γ/√(s+ε) stands at the index of γ and whose bias c = β − γμ/√(s+ε) at that
/// of β: see <see cref="EffectiveParameters"/>. A layer learns the shapes of its operands from the
/// <see cref="Architecture"/> it becomes part of, and has edges from then on.
/// </remarks>
public abstract class Layer
{
    private Extent[]? _operands;

    private protected Layer(string name, Extent shape, params int[] inputs)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(inputs);
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1 || (long)shape.Channels * shape.Height * shape.Width > Array.MaxLength)
            throw new ArgumentException(
                $"'{name}' is {shape.Channels}x{shape.Height}x{shape.Width}; each side must be at least 1 and the neurons at most {Array.MaxLength}.",
                nameof(shape));

        Name = name;
        Shape = shape;
        Inputs = inputs;
    }

    /// <summary>The name of its node in the spec.</summary>
    public string Name { get; }

    /// <summary>Channels, rows and columns.</summary>
    public Extent Shape { get; }

    /// <summary>The layers it reads, as positions in <see cref="Architecture.Layers"/>; all come before it.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>The shapes of the layers it reads, in the order of <see cref="Inputs"/>.</summary>
    /// <exception cref="InvalidOperationException">The layer belongs to no architecture yet.</exception>
    public IReadOnlyList<Extent> Operands =>
        _operands ?? throw new InvalidOperationException($"The layer '{Name}' belongs to no architecture, so that its operands are unknown.");

    /// <summary>The number of neurons.</summary>
    public int Size => Shape.Size;

    /// <summary>What a neuron of the layer does with its antecedents.</summary>
    /// <param name="neuron">An index in the layer.</param>
    public virtual Activation ActivationOf(int neuron) => Activation.Identity;

    /// <summary>The k of a k-max-pool neuron, from 1; 0 for another.</summary>
    /// <param name="neuron">An index in the layer.</param>
    public virtual int KOf(int neuron) => 0;

    /// <summary>
    /// The index in θ of the neuron's bias: that in the parameter store, or one behind the store's elements for a bias that is frozen
    /// (<see cref="EffectiveParameters"/>); -1 if it has none.
    /// </summary>
    /// <param name="neuron">An index in the layer.</param>
    public virtual int BiasOf(int neuron) => -1;

    /// <summary>Whether it is an input of the network: paths start at its neurons, and no edge enters them.</summary>
    internal bool IsInput => this is InputLayer;

    /// <summary>The bias that all its neurons have and that is frozen, a number of the architecture; 0 for none.</summary>
    internal virtual double FrozenBias => 0;

    /// <summary>The index of the frozen bias in θ, given by the first architecture that the layer becomes part of; -1 without one.</summary>
    internal int FrozenBiasIndex { get; private set; } = -1;

    /// <summary>Whether training may change the parameters of the layer, where it has any.</summary>
    internal virtual bool IsFree => true;

    /// <summary>A neuron as a message names it: <c>fc[3]</c>, <c>conv1[3, 0, 5]</c> for channel, row and column.</summary>
    /// <param name="neuron">An index in the layer.</param>
    public virtual string NameOf(int neuron)
    {
        var pixels = Shape.Height * Shape.Width;
        return pixels == 1
            ? FormattableString.Invariant($"{Name}[{neuron}]")
            : FormattableString.Invariant($"{Name}[{neuron / pixels}, {neuron % pixels / Shape.Width}, {neuron % Shape.Width}]");
    }

    /// <summary>Walks over all edges that enter the layer, neuron by neuron.</summary>
    public abstract void VisitEdges<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IEdgeVisitor;

    /// <summary>The name and shape, as messages show a layer: <c>conv1 [64x112x112]</c>.</summary>
    public override string ToString() => $"{Name} [{Shape}]";

    /// <summary>How many edges enter a neuron at most, or more.</summary>
    internal abstract long FanIn { get; }

    /// <summary>How many edges of the layer leave a neuron at most, or more.</summary>
    internal abstract long FanOut { get; }

    /// <summary>Whether its neurons have weights or biases of their own, so that one can be dead or another's twin by itself.</summary>
    internal abstract bool HasParameters { get; }

    /// <summary>
    /// How many edges of <see cref="VisitChannels"/> lead from one channel to another, and the parameter of the first of all;
    /// where edges are frozen, how many channels one becomes.
    /// </summary>
    internal abstract (int First, int Count) Taps { get; }

    /// <summary>
    /// Walks over its edges between channels in place of neurons: one for each element of its tensors, and one for each pair of
    /// channels that frozen edges join. As many as there are parameters, where neurons have as many as multiply-adds. The
    /// constant of a frozen edge is 1 where many neurons stand behind it.
    /// </summary>
    internal abstract void VisitChannels<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IEdgeVisitor;

    /// <param name="earlier">The layers before it.</param>
    /// <param name="parameters">The parameters that its indices refer to.</param>
    /// <param name="frozen">How many of the layers before it have a frozen bias; null where its own stays at the index that it has.</param>
    internal void Join(ReadOnlySpan<Layer> earlier, ParameterLayout parameters, int? frozen)
    {
        var operands = new Extent[Inputs.Count];
        for (var i = 0; i < operands.Length; i++)
        {
            if ((uint)Inputs[i] >= (uint)earlier.Length)
                throw Wrong($"reads layer {Inputs[i]}, but only the {earlier.Length} before it may be read");
            operands[i] = earlier[Inputs[i]].Shape;
        }

        if (_operands is not null && !_operands.SequenceEqual(operands))
            throw Wrong("already belongs to an architecture where its operands have other shapes");

        _operands = operands;
        Check(parameters);
        if (FrozenBias == 0 || frozen is not { } before)
            return;
        if (FrozenBiasIndex >= 0 && FrozenBiasIndex != parameters.Size + before)
            throw Wrong("already belongs to an architecture with other parameters or frozen biases before it");
        FrozenBiasIndex = parameters.Size + before;
    }

    /// <summary>Throws unless shape, geometry and parameters fit the operands.</summary>
    private protected abstract void Check(ParameterLayout parameters);

    private protected void Expect(Extent right)
    {
        if (Shape != right)
            throw Wrong($"has the shape {Shape}, but what it reads makes it {right}");
    }

    private protected void ExpectParameters(ParameterLayout parameters, string what, int first, long count)
    {
        if (first < 0 || first + count > parameters.Size)
            throw Wrong($"has its {what} at {first} to {first + count - 1}, but the store has {parameters.Size} elements");
    }

    private protected void ExpectOptional(ParameterLayout parameters, string what, int first, long count)
    {
        if (first != -1)
            ExpectParameters(parameters, what, first, count);
    }

    private protected ArgumentException Wrong(string what) => new($"The layer '{Name}' {what}.");
}
