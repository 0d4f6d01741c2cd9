using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support.RandomNets;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>
/// Nets of vectors at random, most of whose layers are Kronecker-sparse factors: what is fused behind a factor, sums in any
/// place, concats, values that several read or that are given out, up to four inputs and outputs.
/// </summary>
internal sealed class RandomSparseNets
{
    private const int MaxWidth = 200;

    private static readonly int[] Widths = [1, 2, 3, 7, 12, 16, 17, 24, 31, 32, 33, 48, 60, 64];

    private readonly Random _random;
    private readonly List<SpecLine> _lines = [];

    private RandomSparseNets(int seed) => _random = new Random(seed);

    /// <summary>The spec of a seed.</summary>
    public static RandomSpec Of(int seed) => new RandomSparseNets(seed).Make(string.Create(CultureInfo.InvariantCulture, $"Sparse{seed}"));

    private RandomSpec Make(string name)
    {
        var width = Pick(Widths);
        for (var inputs = _random.Next(1, 5); inputs > 0; inputs--)
            Add(_random.Next(2) == 0 ? width : Pick(Widths), "");
        Factor(_lines[0]);
        for (var steps = _random.Next(2, 16); steps > 0; steps--)
            Step(_random.Next(3) == 0 ? Pick(_lines) : _lines[^(1 + _random.Next(Math.Min(3, _lines.Count)))]);

        var results = _lines.Where(line => !line.IsInput).ToArray();
        IEnumerable<string> outputs = [results[^1].Name, .. Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(results).Name)];
        return new RandomSpec(name, _random.Next(2) == 0, _lines.ToEquatableArray(), outputs.ToEquatableArray());
    }

    private void Step(SpecLine value)
    {
        switch (_random.Next(12))
        {
            case < 4:
                Factor(value);
                break;
            case 4:
                Add(Pick(Widths), string.Create(CultureInfo.InvariantCulture, $"{{0}} -> linear({{width}}{(_random.Next(2) == 0 ? ", bias=false" : "")})"), value);
                break;
            case 5:
                Add(Width(value), "{0} -> bias", value);
                break;
            case 6:
                Add(Width(value), _random.Next(2) == 0 ? "{0} -> scale" : "{0} -> bn", value);
                break;
            case 7:
                Add(Width(value), "{0} -> relu", value);
                break;
            case < 11:
                Sum(value);
                break;
            default:
                var other = Pick(_lines);
                if (Width(value) + Width(other) <= MaxWidth)
                    Add(Width(value) + Width(other), "concat({0}, {1})", value, other);
                break;
        }
    }

    private void Sum(SpecLine value)
    {
        var others = _lines.Where(line => Width(line) == Width(value)).ToArray();
        var sum = _random.Next(2) == 0 ? "{0} + {1}" : "{1} + {0}";
        Add(Width(value), _random.Next(3) == 0 ? $"({sum}) -> relu" : sum, value, Pick(others));
    }

    /// <summary>A factor that fits, often back to a width that there is, with what may be fused behind it.</summary>
    private void Factor(SpecLine value)
    {
        var width = Width(value);
        var a = Divisor(width);
        var d = Divisor(width / a);
        int[] rows = [.. _lines.Select(Width).Where(size => size % (a * d) == 0).Select(size => size / (a * d)), _random.Next(1, 1 + Math.Max(1, MaxWidth / (a * d)))];
        var pattern = new KsPattern(a, Pick(rows), width / a / d, d);
        string[] behind = ["", "", " -> bias", " -> relu", " -> bias -> relu", " -> bn -> relu", " -> scale"];
        Add((int)pattern.Rows, "{0} -> " + new Kronecker(pattern).Spell() + Pick(behind), value);
    }

    private void Add(int width, string format, params SpecLine[] operands) => _lines.Add(new SpecLine(
        string.Create(CultureInfo.InvariantCulture, $"v{_lines.Count}"),
        Shape.Vector(width),
        format.Replace("{width}", width.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
        operands.Select(operand => operand.Name).ToEquatableArray()));

    private static int Width(SpecLine line) => (int)line.Shape.Size;

    private int Divisor(int number) => Pick(Enumerable.Range(1, number).Where(d => number % d == 0).ToArray());

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
