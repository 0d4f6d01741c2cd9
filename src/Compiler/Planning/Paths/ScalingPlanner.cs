using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Rewrites.Adjoints;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>
/// Plans the walk over a path-norm net that derives its tensors: a step a node, in topological order, with the numbers of the
/// network's tensors and what bounds need to know of shapes.
/// </summary>
internal sealed class ScalingPlanner
{
    private readonly PathNet _path;
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<ScalingStep> _steps = [];

    private ScalingPlanner(PathNet path) => _path = path;

    public static (EquatableArray<ScalingStep> Steps, EquatableArray<int> Outputs) Plan(PathNet path)
    {
        var planner = new ScalingPlanner(path);
        foreach (var node in path.Net.Nodes)
        {
            planner.Walk(node);
        }

        return (planner._steps.ToEquatableArray(), path.Net.Outputs.Select(output => planner._numbers[output.Node]).ToEquatableArray());
    }

    private void Walk(Node node)
    {
        if (PathValues.IsAlias(_path.Net, node))
        {
            _numbers[node.Id] = Operand(node);
            return;
        }

        var step = Step(node);
        _numbers[node.Id] = _steps.Count;
        _steps.Add(step);
    }

    private ScalingStep Step(Node node) => node.Op switch
    {
        Ones => new OnesScaling(node.Name, node.Shape.Channels),
        Conv2D op => Convolution(node, op.HasBias, op.Groups, false, op.Kernel, op.Stride, op.Padding, op.Dilation),
        ConvTranspose2D op => Convolution(node, op.HasBias, op.Groups, true, op.Kernel, op.Stride, op.Padding, op.Dilation),
        Linear op => new LinearScaling(node.Name, Operand(node), Source(node, 0), Bias(node, op.HasBias), op.OutFeatures),
        Kronecker op => new KroneckerScaling(node.Name, Operand(node), Source(node, 0), op.Pattern),
        Scale when _path.Tensors[node.Parameters[0]] is NormFactorTensor && _path.Tensors[node.Parameters[1]] is NormShiftTensor norm =>
            new BatchNormScaling(node.Name, Operand(node), norm.Gamma ?? -1, norm.Beta ?? -1, norm.Mean, norm.Variance, norm.Epsilon),
        Scale when _path.Tensors[node.Parameters[0]] is FrozenEdgesTensor { Edges: var edges } => new EdgesScaling(node.Name, Operand(node), edges),
        Scale op => new ScaleScaling(node.Name, Operand(node), Source(node, 0), Bias(node, op.HasBias)),
        SumPool { Divisor: PoolDivisor.None } op => new SumPoolScaling(node.Name, Operand(node), op.Covered, op.Constant),
        SumPool op => new UnevenSumPoolScaling(node.Name, Operand(node), op.Covered, op.Fewest),
        Add => new AddScaling(node.Name, Operands(node)),
        Concat => new ConcatScaling(node.Name, Operands(node)),
        Flatten => new FlattenScaling(node.Name, Operand(node), From(node).Height * From(node).Width),
        Upsample { Factor: var factor } => new UpsampleScaling(node.Name, Operand(node), factor.Height * factor.Width),
        InterpolatedSum sum => new InterpolationScaling(node.Name, Operand(node), sum.Covered, sum.Copies),
        Slice slice => new SliceScaling(node.Name, Operand(node), slice.First, slice.Count),
        Shuffle shuffle => new ShuffleScaling(node.Name, Operand(node), shuffle.Groups),
        Pad pad => new PadScaling(node.Name, Operand(node), pad.Front, pad.Back),
        Neurons neurons => Block(node, neurons),
        var op => throw new NotSupportedException($"No scaling of '{op.Keyword}'."),
    };

    private ConvScaling Convolution(
        Node node,
        bool hasBias,
        int groups,
        bool isTransposed,
        Extent kernel,
        Extent stride,
        Padding padding,
        Extent dilation) => new(
        node.Name,
        Operand(node),
        Source(node, 0),
        Bias(node, hasBias),
        node.Shape.Channels,
        groups,
        isTransposed,
        new(From(node).Height, node.Shape.Height, kernel.Height, stride.Height, padding.Top, dilation.Height),
        new(From(node).Width, node.Shape.Width, kernel.Width, stride.Width, padding.Left, dilation.Width));

    private NeuronsScaling Block(Node node, Neurons neurons)
    {
        var next = 0;
        var items = neurons.Items.Select(neuron =>
        {
            var edges = neuron.Antecedents.Count == 0 ? null : (EdgesTensor)_path.Tensors[node.Parameters[next++]];
            var bias = neuron.HasBias ? Source(node, next++) : -1;
            var frozen = edges is null || edges.Frozen.All(weight => weight is null) ? default : edges.Frozen;
            return new DerivedNeuron(neuron.Name, edges?.Source ?? -1, bias, neuron.Antecedents.Select(edge => edge.Source).ToEquatableArray(), frozen);
        }).ToEquatableArray();
        return new(node.Name, Operand(node), items, neurons.Outputs);
    }

    private int Bias(Node node, bool hasBias) => hasBias ? Source(node, 1) : -1;

    /// <summary>The network's tensor that one of a node comes from; -1 for one that is frozen.</summary>
    private int Source(Node node, int index) => _path.Tensors[node.Parameters[index]] is PowerTensor power ? power.Source : -1;

    private int Operand(Node node) => _numbers[node.Inputs[0]];

    private EquatableArray<int> Operands(Node node) => node.Inputs.Select(id => _numbers[id]).ToEquatableArray();

    private Shape From(Node node) => _path.Net.Nodes[node.Inputs[0]].Shape;
}
