using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Adjoints;

/// <summary>
/// Appends its adjoint to a path-norm net (Section 3.5.1): from the outputs back, the gradient of ‖Φ‖₁ at each value is the
/// sum of what its readers pass on, and every parameter gets a leaf that sums what its cost is made of.
/// </summary>
/// <remarks>
/// Gradients have units of their own, chosen when the pass is packed as those of values are: the weights of layers back take
/// them up. What is no layer passes a gradient on in the units in which it has it; where a value has other units, because
/// several read it, a scale changes them, which often turns out to be one and is skipped.
/// </remarks>
internal sealed class AdjointRewrite
{
    private readonly Net _net;
    private readonly PathValues _values;
    private readonly Readers _readers;
    private readonly IReadOnlyDictionary<int, LinearUnit> _units;
    private readonly AdjointNetBuilder _builder;
    private readonly LinearAdjoint _linear;
    private readonly bool[] _needed;
    private readonly List<int>?[] _parts;

    private AdjointRewrite(Net source, PathValues values, PathNet path)
    {
        _net = path.Net;
        _values = values;
        _readers = new Readers(_net);
        _units = LinearUnit.Of(path);
        _builder = new AdjointNetBuilder(source, path);
        _linear = new LinearAdjoint(path, _builder);
        _parts = new List<int>?[_net.Nodes.Count];
        _needed = new bool[_net.Nodes.Count];
        foreach (var node in _net.Nodes)
        {
            _needed[node.Id] = node.Parameters.Any(tensor => path.Tensors[tensor] is not FrozenTensor) || node.Inputs.Any(operand => _needed[operand]);
        }
    }

    /// <summary>The adjoint of a path-norm net; null for one with neurons spelt out, which has none.</summary>
    /// <param name="source">The network.</param>
    /// <param name="path">Its path-norm net, as its tensors are derived.</param>
    /// <param name="reduced">The same on its distinct rows and columns, as it is to run; null to run it on all.</param>
    public static AdjointNet? Run(Net source, PathNet path, PathNet? reduced = null)
    {
        var normal = (reduced ?? path) with { Net = Normalise.Run((reduced ?? path).Net) };
        return normal.Net.Nodes.Any(node => node.Op is Neurons) ? null : new AdjointRewrite(source, new PathValues(path), normal).Run();
    }

    private AdjointNet Run()
    {
        foreach (var output in _net.Outputs.Select(output => _net.Nodes[output.Node]).Where(node => _needed[node.Id]))
        {
            var ones = _builder.Insert(output, output.Name + ".ones", new Ones(output.Shape), output.Shape, default);
            Add(output.Id, InUnits(output, output, reader: -1, operand: 0, ones));
        }

        foreach (var node in _net.Nodes.Reverse())
        {
            if (_parts[node.Id] is { } parts)
            {
                Back(
                    node,
                    parts.Skip(1).Aggregate(
                        parts[0], (sum, part) => _builder.Insert(node, node.Name + ".gradient", new Add(), node.Shape, EquatableArray.Of(sum, part))));
            }
        }

        return _builder.Finish();
    }

    /// <summary>Costs of a node's parameters, and what it passes on to its operands.</summary>
    private void Back(Node node, int gradient)
    {
        if (_units.TryGetValue(node.Id, out var unit))
        {
            if (_needed[unit.Anchor.Inputs[0]])
                Add(unit.Anchor.Inputs[0], _linear.Back(unit, gradient));
            _linear.Costs(unit, gradient);
            return;
        }

        var channel = 0;
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            var operand = _net.Nodes[node.Inputs[i]];
            if (_needed[operand.Id])
            {
                var part = node.Op is Dsl.Ops.Add ? gradient : _builder.Insert(
                    node, node.Name + ".back", Adjoint(node, operand.Shape, channel), operand.Shape, EquatableArray.Of(gradient));
                Add(operand.Id, InUnits(operand, node, UnitsOf(node), i, part));
            }

            channel += operand.Shape.Channels;
        }
    }

    private static Op Adjoint(Node node, Shape shape, int channel) => node.Op switch
    {
        Concat => new Slice(channel, shape.Channels),
        Slice slice => new Pad(default, slice.First, shape.Channels - slice.First - slice.Count),
        Shuffle shuffle => new Shuffle(shape.Channels / shuffle.Groups),
        Crop crop => new Pad(crop.Sides, 0, 0),
        Flatten => new Unflatten(shape),
        Pad { Sides: var sides } pad => new Pad(new(-sides.Top, -sides.Left, -sides.Bottom, -sides.Right), -pad.Front, -pad.Back),
        SumPool pool => new Spread(pool, shape),
        InterpolatedSum sum => new InterpolatedSpread(sum.Of, shape),
        Stretch stretch => new Shrink(shape, stretch.Rows, stretch.Columns),
        Upsample { Factor: var factor } => new Shrink(shape, Repeated(shape.Height, factor.Height), Repeated(shape.Width, factor.Width)),
        var op => throw new System.InvalidOperationException($"No path-norm net has a '{op.Keyword}'."),
    };

    private static EquatableArray<int> Repeated(int count, int times) => Enumerable.Range(0, count * times).Select(i => i / times).ToEquatableArray();

    /// <summary>What a reader passes on, in the units of the value's gradient.</summary>
    private int InUnits(Node value, Node near, int reader, int operand, int part)
    {
        var units = UnitsOf(value);
        if (units == reader || _values.KeepsUnits(units))
            return part;

        var name = value.Name + ".units";
        var scale = new Scale(HasBias: false);
        var tensor = _builder.Declare(name, scale.Parameters([value.Shape])[0], new UnitTensor(units, reader, operand));
        return _builder.Insert(near, name, scale, value.Shape, EquatableArray.Of(part), tensor);
    }

    /// <summary>
    /// The value in the units of whose gradient that at a node stands: the node's own; where another rewrite has put the node
    /// in, that of what it copies, or of the sum that it is a part of.
    /// </summary>
    private int UnitsOf(Node node) =>
        _values.NumberOf(node.Name) ?? UnitsOf(node.Op is Add ? _readers[node.Id][0] : _net.Nodes[node.Inputs[0]]);

    /// <summary>Adds what a reader passes on to the gradient at a value.</summary>
    private void Add(int value, int part) => (_parts[value] ??= []).Add(part);
}
