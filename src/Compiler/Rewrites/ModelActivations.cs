using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>
/// Writes activations as the neurons of the theory of paths, with frozen edges and biases: see <see cref="ActivationOp.Neurons"/>. What the theory
/// says of the result it says of the net, whose function it has.
/// </summary>
internal sealed class ModelActivations
{
    private readonly NetRewriter _rewriter;
    private readonly Node _node;
    private readonly EquatableArray<ActivationNeuron> _neurons;

    // The value that each source of an edge is, by its new id: the operand, then the neurons.
    private readonly List<int> _values;
    private readonly UniqueNames _suffixes = new("");

    private ModelActivations(NetRewriter rewriter, Node node)
    {
        (_rewriter, _node, _neurons) = (rewriter, node, ((ActivationOp)node.Op).Neurons);
        _values = [rewriter.Operands(node)[0]];
    }

    public static Net Run(Net net)
    {
        if (!net.Nodes.Any(IsWritten))
            return net;

        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            if (IsWritten(node))
                new ModelActivations(rewriter, node).Write();
            else
                rewriter.Keep(node);
        }

        return rewriter.Finish();
    }

    /// <summary>Whether an op is none of the theory's, but can be written as some.</summary>
    public static bool IsWritten(Node node) => node.Op is ActivationOp { Neurons.Count: > 0 } and not Relu;

    private void Write()
    {
        var last = _neurons.Count;
        while (last > 0 && CopyOf(_neurons[last - 1]) is { } copied)
        {
            last = copied;
        }

        var isNeeded = Needed(last);
        for (var i = 1; i < last; i++)
        {
            _values.Add(isNeeded[i] ? Add(_neurons[i - 1]) : -1);
        }

        if (last == 0)
            _rewriter.Keep(_node, new Identity(), _rewriter.Operands(_node));
        else
            Finish(_neurons[last - 1]);
    }

    /// <summary>Which sources a neuron depends on, itself included. Nothing passes an edge of weight 0.</summary>
    private bool[] Needed(int last)
    {
        var isNeeded = new bool[_neurons.Count + 1];
        isNeeded[last] = true;
        for (var i = last; i > 0; i--)
        {
            foreach (var edge in Edges(_neurons[i - 1]))
            {
                isNeeded[edge.Source] |= isNeeded[i];
            }
        }

        return isNeeded;
    }

    /// <summary>The neuron that is the activation's result takes the place of the node.</summary>
    private void Finish(ActivationNeuron neuron)
    {
        var terms = Terms(neuron);
        if (neuron.Activation == Activation.Identity)
            _rewriter.Keep(_node with { Parameters = default }, terms.Op, terms.Operands);
        else
            _rewriter.Keep(_node, new Relu(), EquatableArray.Of(Value(terms)));
    }

    private int Add(ActivationNeuron neuron)
    {
        var sum = Value(Terms(neuron));
        return neuron.Activation == Activation.Identity ? sum : Insert(".relu", new Relu(), EquatableArray.Of(sum));
    }

    private int Value((WeightedSum Op, EquatableArray<int> Operands) sum) =>
        sum.Op.Bias == 0 && sum.Op.Weights.Count == 1 && sum.Op.Weights[0] == 1 ? sum.Operands[0] : Insert(".sum", sum.Op, sum.Operands);

    private (WeightedSum Op, EquatableArray<int> Operands) Terms(ActivationNeuron neuron)
    {
        var edges = Edges(neuron).ToList();
        return (new(edges.Select(edge => edge.Constant ?? 1).ToEquatableArray(), neuron.Bias), edges.Select(Operand).ToEquatableArray());
    }

    /// <summary>What an edge has to bring over a frozen weight: over a free one, what the tensor of the activation has multiplied.</summary>
    private int Operand(Edge edge)
    {
        if (edge.Constant is not null)
            return _values[edge.Source];

        var slope = new Slope(_node.Op is PRelu { IsShared: true });
        return _rewriter.Insert(_node, _suffixes.Take(".slope"), slope, _node.Shape, EquatableArray.Of(_values[edge.Source]), _node.Parameters);
    }

    private int Insert(string suffix, Op op, EquatableArray<int> operands) =>
        _rewriter.Insert(_node, _suffixes.Take(suffix), op, _node.Shape, operands);

    private static IEnumerable<Edge> Edges(ActivationNeuron neuron) => neuron.Antecedents.Where(edge => edge.Constant is not 0);

    /// <summary>The source that an identity neuron passes on as it is; null for another neuron.</summary>
    private static int? CopyOf(ActivationNeuron neuron) =>
        neuron is { Activation: Activation.Identity, Bias: 0 } && Edges(neuron).ToList() is { Count: 1 } only && only[0].Constant == 1 ? only[0].Source : null;
}
