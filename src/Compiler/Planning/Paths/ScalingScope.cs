using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A node of a path-norm net whose step of the walk is made: what its arguments are made of.</summary>
/// <param name="path">The path-norm net.</param>
/// <param name="node">The node.</param>
/// <param name="numbers">The step of each node before it.</param>
internal sealed class ScalingScope(PathNet path, Node node, IReadOnlyDictionary<int, int> numbers)
{
    /// <summary>In the place of a tensor that is frozen or not there.</summary>
    public const int Absent = -1;

    /// <summary>The shape of the first operand.</summary>
    public Shape From => path.Net.Nodes[node.Inputs[0]].Shape;

    /// <summary>The shape of the result.</summary>
    public Shape Result => node.Shape;

    /// <summary>The operand of a node that has one.</summary>
    public ScalingArgument Only => Operands[0];

    /// <summary>All operands.</summary>
    public ScalingArgument[] Operands => [.. node.Inputs.Select(id => new ScalingArgument.Operand(numbers[id]))];

    /// <summary>The network's tensor that the weights come from.</summary>
    public ScalingArgument Weight => new ScalingArgument.Number("weight", Source(0));

    /// <summary>What one of the node's tensors comes from.</summary>
    public DerivedTensor Tensor(int index) => path.Tensors[node.Parameters[index]];

    /// <summary>Operand, weights and bias.</summary>
    public ScalingArgument[] Weighted(bool hasBias) => [Only, Weight, new ScalingArgument.Number("bias", hasBias ? Source(1) : Absent)];

    /// <summary>A call of the walk.</summary>
    public ScalingCall Call(string method, params ScalingArgument[] arguments) => new(node.Name, method, EquatableArray.Of(arguments));

    /// <summary>The neurons of a block.</summary>
    public NeuronsScaling Block(Neurons neurons)
    {
        var next = 0;
        var items = neurons.Items.Select(neuron =>
        {
            var edges = neuron.Antecedents.Count == 0 ? null : (EdgesTensor)Tensor(next++);
            var bias = neuron.HasBias ? Source(next++) : Absent;
            var frozen = edges is null || edges.Frozen.All(weight => weight is null) ? default : edges.Frozen;
            return new DerivedNeuron(neuron.Name, edges?.Source ?? Absent, bias, neuron.Antecedents.Select(edge => edge.Source).ToEquatableArray(), frozen);
        }).ToEquatableArray();
        return new(node.Name, numbers[node.Inputs[0]], items, neurons.Outputs);
    }

    private int Source(int index) => Tensor(index) is PowerTensor power ? power.Source : Absent;
}
