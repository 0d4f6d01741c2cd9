using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The activation of a neuron (Definition 2.2.2).</summary>
public enum Activation
{
    Identity,
    Relu,

    /// <summary>k-max-pooling: the k-th largest of b + θu over the antecedents, first antecedent in order on ties.</summary>
    KMaxPool,
}

/// <summary>An edge into a neuron.</summary>
/// <param name="Source">Index of the antecedent: the inputs first, then the neurons of the block in order.</param>
/// <param name="Constant">The weight of a frozen edge; null for a free edge, whose weight is the next element of the neuron's <c>weight</c>.</param>
public sealed record Edge(int Source, double? Constant);

/// <summary>A neuron of a <see cref="Neurons"/> block.</summary>
/// <param name="Name">
/// Its name, unique in the block. Its tensors are <c>name.weight</c> (one element a free edge, in order) and <c>name.bias</c> (one element).
/// </param>
/// <param name="Activation">Identity, ReLU or k-max-pool.</param>
/// <param name="K">The k of a k-max-pool, 1-based; 0 otherwise.</param>
/// <param name="Antecedents">The edges, in the order written: ties in a k-max-pool go to the first.</param>
/// <param name="HasBias">Whether it has a free bias.</param>
public sealed record Neuron(string Name, Activation Activation, int K, EquatableArray<Edge> Antecedents, bool HasBias);

/// <summary>
/// A DAG spelt out neuron by neuron. Takes a vector with one feature an input neuron and gives a vector with one feature
/// an output neuron. Parameters: for each neuron in order, its <c>weight</c> if it has free edges, then its <c>bias</c>.
/// </summary>
/// <param name="InputNames">The names of the input neurons.</param>
/// <param name="Items">The neurons in topological order.</param>
/// <param name="Outputs">Indices into <paramref name="Items"/> of the output neurons, in order.</param>
public sealed record Neurons(EquatableArray<string> InputNames, EquatableArray<Neuron> Items, EquatableArray<int> Outputs) : Op
{
    /// <summary>What the name of an output ends with that is another neuron given out: the line <c>output v</c> makes <c>v.out</c>.</summary>
    internal const string OutputSuffix = ".out";

    public override string Keyword => "neurons";

    public override OpTraits Traits => new(TakesVector: true, IsPositivelyHomogeneous: false, IsPiecewiseLinear: true);

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => $"{Rules.Text(Items.Count)} neurons";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneVector("a block of neurons", inputs) is { } problem)
        {
            return problem;
        }

        return inputs[0].Size == InputNames.Count
            ? ShapeRule.Of(Shape.Vector(Outputs.Count))
            : ShapeRule.Fail(
                ProblemCode.ShapeMismatch,
                $"{{0}} is {Rules.Text(inputs[0].Size)} wide, but the neurons have {Rules.Text(InputNames.Count)} input{(InputNames.Count == 1 ? "" : "s")}");
    }

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var specs = new List<ParameterSpec>();
        foreach (var neuron in Items)
        {
            var free = neuron.Antecedents.Count(edge => edge.Constant is null);
            if (free > 0)
            {
                specs.Add(new(neuron.Name + ".weight", EquatableArray.Of(free), ParameterRole.Weight));
            }

            if (neuron.HasBias)
            {
                specs.Add(new(neuron.Name + ".bias", EquatableArray.Of(1), ParameterRole.Bias));
            }
        }

        return specs;
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Block();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => Items.Sum(neuron => (long)neuron.Antecedents.Count);
}
