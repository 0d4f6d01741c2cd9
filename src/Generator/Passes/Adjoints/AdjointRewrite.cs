using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Generator.Passes.PathNorms;

namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>
/// Appends its adjoint to a path-norm net (Section 3.5.1): from the outputs back, the gradient of ‖Φ‖₁ at each value is the
/// sum of what its readers pass on, and every parameter gets a leaf that makes a cost of the values before and the
/// gradients behind it.
/// </summary>
/// <remarks>
/// θ_i ∂‖Φ‖₁/∂θ_i does not change when neurons are rescaled, and the units of a path-norm net are a rescaling. So costs are
/// those of the net with its units, and only the outputs' units enter, as seeds. A value is at most 1 there and the gradient
/// times the value at most the norm, so gradients stay in range of their own accord.
/// </remarks>
public sealed class AdjointRewrite
{
    private readonly Net _net;
    private readonly IReadOnlyDictionary<int, LinearUnit> _units;
    private readonly AdjointNetBuilder _builder;
    private readonly LinearAdjoint _linear;
    private readonly bool[] _needed;
    private readonly int?[] _gradients;

    private AdjointRewrite(Net source, PathNet path)
    {
        _net = path.Net;
        _units = LinearUnit.Of(path);
        _builder = new AdjointNetBuilder(source, path);
        _linear = new LinearAdjoint(path, _builder);
        _gradients = new int?[_net.Nodes.Count];
        _needed = new bool[_net.Nodes.Count];
        foreach (var node in _net.Nodes)
        {
            _needed[node.Id] = node.Parameters.Any(tensor => path.Tensors[tensor] is not FrozenTensor) || node.Inputs.Any(operand => _needed[operand]);
        }
    }

    /// <summary>The adjoint of a path-norm net; null for one with neurons spelt out, which has none.</summary>
    /// <param name="source">The network.</param>
    /// <param name="path">Its path-norm net.</param>
    public static AdjointNet? Run(Net source, PathNet path)
    {
        var normal = path with { Net = Normalise.Run(path.Net) };
        return normal.Net.Nodes.Any(node => node.Op is Neurons) ? null : new AdjointRewrite(source, normal).Run();
    }

    private AdjointNet Run()
    {
        for (var i = 0; i < _net.Outputs.Count; i++)
        {
            Seed(i);
        }

        foreach (var node in _net.Nodes.Reverse())
        {
            if (_gradients[node.Id] is { } gradient)
            {
                Back(node, gradient);
            }
        }

        return _builder.Finish();
    }

    private void Seed(int output)
    {
        var node = _net.Nodes[_net.Outputs[output].Node];
        if (!_needed[node.Id])
            return;

        var tensor = _builder.Declare($"{_net.Outputs[output].Name}.seed", EquatableArray.Of(node.Shape.Channels), new SeedTensor(output));
        var ones = _builder.Insert(node, node.Name + ".ones", new Ones(node.Shape), node.Shape, default);
        Add(node.Id, node, _builder.Insert(node, node.Name + ".seed", new Scale(HasBias: false), node.Shape, EquatableArray.Of(ones), tensor));
    }

    /// <summary>Costs of a node's parameters, and its operands' gradients.</summary>
    private void Back(Node node, int gradient)
    {
        if (_units.TryGetValue(node.Id, out var unit))
        {
            if (_needed[unit.Anchor.Inputs[0]])
                Add(unit.Anchor.Inputs[0], unit.Anchor, _linear.Back(unit, gradient));
            _linear.Costs(unit, gradient);
            return;
        }

        var channel = 0;
        foreach (var operand in node.Inputs)
        {
            var shape = _net.Nodes[operand].Shape;
            if (_needed[operand])
            {
                Add(operand, node, node.Op is Dsl.Ops.Add ? gradient : _builder.Insert(node, node.Name + ".back", Adjoint(node, shape, channel), shape, EquatableArray.Of(gradient)));
            }

            channel += shape.Channels;
        }
    }

    private static Op Adjoint(Node node, Shape shape, int channel) => node.Op switch
    {
        Concat => new Slice(channel, shape),
        Flatten => new Unflatten(shape),
        Pad { Sides: var sides } pad => new Pad(new(-sides.Top, -sides.Left, -sides.Bottom, -sides.Right), -pad.Front, -pad.Back),
        SumPool pool => new Spread(pool, shape),
        Stretch stretch => new Shrink(shape, stretch.Rows, stretch.Columns),
        Upsample { Factor: var factor } => new Shrink(shape, Repeated(shape.Height, factor.Height), Repeated(shape.Width, factor.Width)),
        var op => throw new System.NotSupportedException($"'{op.Keyword}' has no adjoint."),
    };

    private static EquatableArray<int> Repeated(int count, int times) => Enumerable.Range(0, count * times).Select(i => i / times).ToEquatableArray();

    /// <summary>Adds what a reader passes on to the gradient at a value.</summary>
    private void Add(int value, Node near, int part)
    {
        var shape = _net.Nodes[value].Shape;
        _gradients[value] = _gradients[value] is { } sum ? _builder.Insert(near, _net.Nodes[value].Name + ".gradient", new Add(), shape, EquatableArray.Of(sum, part)) : part;
    }
}
