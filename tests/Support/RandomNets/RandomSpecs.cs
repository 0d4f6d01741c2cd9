using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Tests.Support.RandomNets;

/// <summary>
/// Well-formed specs at random, the same one for a seed every time: small values with ragged channels, and many sums,
/// concats and shared values, so that views, borders, results in place and reused buffers all occur.
/// </summary>
public sealed class RandomSpecs
{
    private const int MaxElements = 8_000, MaxTiny = 48, MaxWork = 1_000_000;

    private readonly Random _random;
    private readonly RandomOps _ops;
    private readonly RandomNames _names;
    private readonly bool _isTiny;
    private readonly int _scale;
    private readonly List<SpecLine> _values = [];
    private readonly List<(string Layer, Op Op, IReadOnlyList<ParameterSpec> Parameters)> _layers = [];

    private RandomSpecs(int seed, bool isTiny = false)
    {
        _isTiny = isTiny;
        _random = new Random(seed);
        _ops = new RandomOps(_random, isTiny ? RandomOps.Tiny : RandomOps.Ragged);
        _names = new RandomNames(_random);

        // Threads take part from some 20 microseconds of work on: a few nets are large enough.
        _scale = _random.Next(12) == 0 && !isTiny ? 30 : 1;
    }

    /// <summary>The spec of a seed.</summary>
    public static RandomSpec Of(int seed) => new RandomSpecs(seed).Make("Random" + Text(seed));

    /// <summary>
    /// The spec of a seed with so few neurons that most such nets have few paths. It asks for the theory of paths.
    /// </summary>
    public static RandomSpec Tiny(int seed) => new RandomSpecs(seed, isTiny: true).Make("Tiny" + Text(seed)) with { Passes = "forward, lifting, pathnorm, phicost" };

    private RandomSpec Make(string name)
    {
        var isBatchLast = _random.Next(8) == 0;
        Inputs(isBatchLast);
        for (var steps = _random.Next(3, _isTiny ? 9 : _scale > 1 ? 8 : 26); steps > 0; steps--)
        {
            Step();
        }

        var outputs = Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Output(isBatchLast)).ToEquatableArray();
        return new RandomSpec(name, isBatchLast, _values.ToEquatableArray(), outputs);
    }

    private void Inputs(bool onlyVectors)
    {
        var (height, width) = _isTiny ? (_random.Next(1, 5), _random.Next(1, 4)) : _scale > 1 ? (_random.Next(20, 40), _random.Next(20, 40)) : (_random.Next(1, 10), _random.Next(1, 10));
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            var shape = onlyVectors || _random.Next(4) == 0 ? Shape.Vector(_ops.Width())
                : _random.Next(4) == 0 ? Shape.Sequence(_ops.Width(), _isTiny ? _random.Next(1, 5) : _random.Next(1, 40))
                : Shape.Map(_ops.Width(), height, width);
            _values.Add(new SpecLine(NextName(), shape, "", default));
        }

        if (!onlyVectors && !_isTiny && _random.Next(6) == 0)
            Words();
    }

    /// <summary>Numbers of tokens, and these tokens.</summary>
    private void Words()
    {
        var ids = new SpecLine(NextName(), Shape.Vector(_random.Next(1, 40)), "", default) { IsInteger = true };
        _values.Add(ids);
        Add(new Embedding(_random.Next(1, 60), _ops.Width()), ids);
    }

    /// <summary>The values that any op may read.</summary>
    private List<SpecLine> Readable => [.. _values.Where(value => !value.IsInteger)];

    /// <summary>Mostly one of the last values, so that most of the net is alive; sometimes any, and one that is given out already.</summary>
    private string Output(bool onlyVectors)
    {
        var values = Readable;
        var value = _random.Next(3) == 0 ? values[_random.Next(values.Count)] : values[^(1 + _random.Next(Math.Min(3, values.Count)))];
        return onlyVectors && !value.Shape.IsVector ? Add(new Flatten(), value).Name
            : value.IsInput ? Add(new Identity(), value).Name
            : value.Name;
    }

    private void Step()
    {
        var value = Pick();
        switch (_random.Next(17))
        {
            case < 2:
                Residual(value);
                break;
            case < 4:
                Branches(value);
                break;
            case < 6:
                TryAdd(new Add(), [value, .. Some(other => other.Shape == value.Shape)]);
                break;
            case < 8:
                if (value.Shape.IsSequence && _random.Next(2) == 0)
                    TryAdd(new FeatureConcat(), [value, .. Some(other => other.Shape.IsSequence && other.Shape.Channels == value.Shape.Channels)]);
                else
                    TryAdd(new Concat(), [value, .. Some(other => other.Shape.Dims.Skip(1).SequenceEqual(value.Shape.Dims.Skip(1)))]);
                break;
            case 8 when value.Shape is { IsPoint: true, Channels: <= 17 }:
                Neurons(value);
                break;
            case 9 when value.Shape is { Height: 1, Width: 1, IsMap: true }:
                TryAdd(new Linear(_ops.Width(), _ops.Flip()), value);
                break;
            case 10 when !_isTiny:
                Gate(value);
                break;
            case 11 when !_isTiny && value.Shape.IsSequence:
                Attend(value);
                break;
            default:
                TryAdd(_ops.Any(value.Shape), value);
                break;
        }
    }

    /// <summary>A chain and the value it starts from, added up in some order.</summary>
    private void Residual(SpecLine value)
    {
        var end = value;
        for (var length = _random.Next(1, 4); length > 0; length--)
        {
            end = _random.Next(3) == 0 ? Add(_ops.Elementwise(), end)
                : value.Shape.IsMap ? TryAdd(_ops.SameConvolution(end.Shape, value.Shape.Channels), end) ?? end
                : value.Shape.IsSequence && _ops.Flip() ? TryAdd(_ops.SameSignalConvolution(end.Shape, value.Shape.Channels), end) ?? end
                : TryAdd(new Linear(value.Shape.Features, _ops.Flip()), end) ?? end;
        }

        var sum = Add(new Add(), _ops.Flip() ? [end, value] : [value, end]);
        if (_ops.Flip())
        {
            Add(new Relu(), sum);
        }
    }

    /// <summary>Branches from one value, and their concat.</summary>
    private void Branches(SpecLine value)
    {
        var ends = Enumerable.Range(0, _random.Next(2, 5)).Select(_ => Branch(value)).ToArray();
        var joint = TryAdd(new Concat(), ends);
        if (joint is not null && _ops.Flip())
        {
            TryAdd(joint.Shape.IsMap ? _ops.SameConvolution(joint.Shape, _ops.Width()) : new Linear(_ops.Width(), _ops.Flip()), joint);
        }
    }

    /// <summary>A product with numbers from 0 to 1, of as many places or one a channel: others would grow with every product.</summary>
    private void Gate(SpecLine value)
    {
        var candidates = Readable.Where(other => new Mul().Infer([value.Shape, other.Shape]).Shape == value.Shape).ToList();
        var gate = Add(new Sigmoid(), candidates[_random.Next(candidates.Count)]);
        TryAdd(new Mul(), _ops.Flip() ? [gate, value] : [value, gate]);
    }

    /// <summary>Queries, keys and values apart, or together as one layer makes them.</summary>
    private void Attend(SpecLine value)
    {
        var (norm, attention) = _ops.Attention(value.Shape);
        var normal = Add(norm, value);
        if (_ops.Flip())
            TryAdd(attention, normal, normal, Some(other => other.Shape == value.Shape).First());
        else if (TryAdd(new Linear(3 * value.Shape.Features, _ops.Flip()), normal) is { } joint)
            TryAdd(attention, joint);
    }

    private SpecLine Branch(SpecLine value) => _random.Next(6) switch
    {
        0 => value,
        1 => Add(_ops.Elementwise(), value),
        2 when value.Shape.IsMap => TryAdd(new MaxPool2D(new Window(new Extent(3, 3), new Extent(1, 1), Padding.All(1), false), 1), value) ?? value,
        _ when value.Shape.IsSequence => TryAdd(_ops.SameSignalConvolution(value.Shape, _ops.Width()), value) ?? value,
        _ => TryAdd(value.Shape.IsMap ? _ops.SameConvolution(value.Shape, _ops.Width()) : new Linear(_ops.Width(), _ops.Flip()), value) ?? value,
    };

    private void Neurons(SpecLine value)
    {
        var (cell, outputs, name) = ("cell" + Text(_values.Count), _random.Next(1, 5), NextName());
        _values.Add(new SpecLine(name, Shape.Vector(outputs), $"{{0}} -> {cell} as {_names.Layer(_values.Count)}", EquatableArray.Of(value.Name), RandomNeurons.Declare(_random, cell, value.Shape.Size, outputs)));
    }

    /// <summary>The values that fit, some of them, perhaps the same one twice.</summary>
    private IEnumerable<SpecLine> Some(Func<SpecLine, bool> fits)
    {
        var candidates = Readable.Where(fits).ToList();
        return Enumerable.Range(0, _random.Next(1, 4)).Select(_ => candidates[_random.Next(candidates.Count)]);
    }

    private SpecLine Pick()
    {
        var values = Readable;
        return _random.Next(3) == 0 ? values[_random.Next(values.Count)] : values[^(1 + _random.Next(Math.Min(4, values.Count)))];
    }

    private SpecLine Add(Op op, params SpecLine[] operands) =>
        TryAdd(op, operands) ?? throw new InvalidOperationException($"{op.Spell()} does not fit its operands.");

    /// <summary>A new value, unless the op does not take these operands or costs too much.</summary>
    private SpecLine? TryAdd(Op op, params SpecLine[] operands)
    {
        var shapes = operands.Select(operand => operand.Shape).ToArray();
        if (op.Infer(shapes).Shape is not { } shape || shape.Size > (_isTiny ? MaxTiny : MaxElements * _scale))
            return null;

        var parameters = op.Parameters(shapes);
        if (parameters.Count > 0 && parameters[0].Role == ParameterRole.Weight && parameters[0].Dims.Aggregate(1L, (product, dim) => product * dim) * shape.Height * shape.Width > MaxWork * _scale)
            return null;

        var name = NextName();
        var format = op switch
        {
            Dsl.Ops.Add when _ops.Flip() => string.Join(" + ", operands.Select((_, i) => $"{{{Text(i)}}}")),
            Attention { Heads: var heads, IsCausal: var causal } when operands.Length == 3 => $"attention({{0}}, {{1}}, {{2}}, heads={Text(heads)}, causal={(causal ? "true" : "false")})",
            Dsl.Ops.Add or Concat or Mul => $"{op.Keyword}({string.Join(", ", operands.Select((_, i) => $"{{{Text(i)}}}"))})",
            FeatureConcat => $"concat({string.Join(", ", operands.Select((_, i) => $"{{{Text(i)}}}"))}, features=true)",
            _ => $"{{0}} -> {op.Spell()}{(parameters.Count > 0 ? Layer(op, parameters) : "")}",
        };
        _values.Add(new SpecLine(name, shape, format, operands.Select(operand => operand.Name).ToEquatableArray()));
        return _values[^1];
    }

    /// <summary>The name of a layer, or now and then that of an earlier one whose parameters it shares.</summary>
    private string Layer(Op op, IReadOnlyList<ParameterSpec> parameters)
    {
        var equals = _layers.Where(layer => layer.Op == op && layer.Parameters.SequenceEqual(parameters)).ToList();
        if (equals.Count > 0 && _ops.Flip())
            return " with " + equals[_random.Next(equals.Count)].Layer;

        var name = _names.Layer(_values.Count);
        _layers.Add((name, op, parameters));
        return " as " + name;
    }

    private string NextName() => _names.Value(_values.Count);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
