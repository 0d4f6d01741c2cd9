using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Nets with branches, sums, concats and shared values at random; the same one for a seed every time.</summary>
internal sealed class RandomNet
{
    private static readonly int[] Widths = [1, 5, 8, 16, 24, 32, 40];

    private readonly Random _random;
    private readonly NetBuilder _net;
    private readonly List<(int Id, Shape Shape)> _values = [];

    private RandomNet(int seed)
    {
        _random = new Random(seed);
        _net = new NetBuilder("Random" + seed.ToString(CultureInfo.InvariantCulture));
    }

    public static Net Of(int seed) => new RandomNet(seed).Build();

    private Net Build()
    {
        if (_random.Next(8) == 0)
        {
            _net.BatchLast();
        }

        var inputs = _random.Next(1, 4);
        for (var i = 0; i < inputs; i++)
        {
            var shape = _random.Next(4) == 0 ? Shape.Vector(Width()) : Shape.Map(Width(), _random.Next(4, 8), _random.Next(4, 8));
            _values.Add((_net.Input("x" + Text(i), [.. shape.Dims]), shape));
        }

        var steps = _random.Next(6, 26);
        for (var i = 0; i < steps; i++)
        {
            Step("n" + Text(i));
        }

        var outputs = _random.Next(1, 4);
        for (var i = 0; i < outputs; i++)
        {
            // Mostly late values, so that most of the net is alive; sometimes any, an input included.
            var index = _random.Next(4) == 0 ? _random.Next(_values.Count) : _values.Count - 1 - _random.Next(Math.Min(4, _values.Count));
            _net.Output("y" + Text(i), _values[index].Id);
        }

        return _net.Build();
    }

    private void Step(string name)
    {
        var (id, shape) = Pick();
        if (shape.IsMap && _random.Next(8) == 0)
        {
            Block(name, id, shape);
            return;
        }

        Op op = _random.Next(24) switch
        {
            < 6 => Convolution(shape),
            6 => new ConvTranspose2D(Width(), new Extent(_random.Next(1, 4), 2), new Extent(2, _random.Next(1, 3)), Padding.All(_random.Next(2)), default, new Extent(1, _random.Next(1, 3)), 1, _random.Next(2) == 0),
            < 9 => NetBuilder.Rectify,
            9 => NetBuilder.Norm,
            10 => new Bias(),
            11 => new Scale(_random.Next(2) == 0),
            < 15 => new Add(),
            < 18 => new Concat(),
            18 => NetBuilder.MaxPool(_random.Next(1, 4), _random.Next(1, 3), 0, 1),
            19 => _random.Next(2) == 0 ? new AdaptiveAvgPool2D(1, 1) : new Upsample(new Extent(2, 1)),
            20 => new Flatten(),
            21 => shape.Height * shape.Width > 1 || _random.Next(2) == 0 ? new Linear(Width(), _random.Next(2) == 0) : Factor(shape.Size),
            22 => new AvgPool2D(new Window(new Extent(2, 2), new Extent(1, 2), Padding.All(1), true), _random.Next(2) == 0),
            _ => _random.Next(2) == 0 ? new GroupSort(1 + _random.Next(shape.Channels)) : new TopK(1 + _random.Next(shape.Channels)),
        };
        int[] operands = op switch
        {
            Add => [id, .. Others(other => other == shape)],
            Concat => [id, .. Others(other => other.Rank == shape.Rank && other.Height == shape.Height && other.Width == shape.Width)],
            _ => [id],
        };
        var result = op.Infer([.. operands.Select(operand => _values.First(value => value.Id == operand).Shape)]).Shape;
        if (result is { Size: <= 20_000 })
        {
            _values.Add((_net.Add(name, op, operands), result));
        }
    }

    /// <summary>Two branches of one shape and their sum: whichever ends last takes the other up.</summary>
    private void Block(string name, int id, Shape shape)
    {
        var left = _net.Chain(name + ".left", id, NetBuilder.Conv(shape.Channels, 3, 1, 1), NetBuilder.Norm);
        var right = _random.Next(3) == 0 ? id : _net.Chain(name + ".right", id, NetBuilder.MaxPool(3, 1, 1), _random.Next(2) == 0 ? NetBuilder.Rectify : NetBuilder.Conv(shape.Channels, 1));
        var sum = _net.Add(name, new Add(), _random.Next(2) == 0 ? [left, right] : [right, left]);
        _values.Add((_random.Next(2) == 0 ? _net.Add(name + ".relu", NetBuilder.Rectify, sum) : sum, shape));
    }

    private Kronecker Factor(int width)
    {
        var (a, d) = (width % 2 == 0 ? _random.Next(1, 3) : 1, width % 4 == 0 ? _random.Next(1, 3) : 1);
        return new Kronecker(new KsPattern(a, _random.Next(1, 9), width / (a * d), d));
    }

    private Conv2D Convolution(Shape shape)
    {
        var groups = _random.Next(4) == 0 ? shape.Channels : 1;
        var pad = new Padding(_random.Next(3), _random.Next(3), _random.Next(3), _random.Next(3));
        return new Conv2D(
            groups == 1 ? Width() : groups * _random.Next(1, 3),
            new Extent(_random.Next(1, 4), _random.Next(1, 4)),
            new Extent(_random.Next(1, 3), _random.Next(1, 3)),
            pad,
            new Extent(_random.Next(1, 3), 1),
            groups,
            _random.Next(2) == 0);
    }

    private int[] Others(Func<Shape, bool> fits)
    {
        var candidates = _values.Where(value => fits(value.Shape)).ToList();
        return [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => candidates[_random.Next(candidates.Count)].Id)];
    }

    private (int Id, Shape Shape) Pick() =>
        _values[_random.Next(3) == 0 ? _random.Next(_values.Count) : _values.Count - 1 - _random.Next(Math.Min(3, _values.Count))];

    private int Width() => Widths[_random.Next(Widths.Length)];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
