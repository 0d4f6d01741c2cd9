using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support.Sparse;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>
/// A tiny chain of sparse factors with the theory of its paths by plain recursion over dense matrices. Value 0 is the input,
/// value i what stage i makes of the values before it. Nothing here knows of layers, sweeps or edges.
/// </summary>
internal sealed class PlainNet(string name, int inputs, params PlainStage[] stages)
{
    // Of each value, the element of the store at each entry of its factor, counted from 1; 0 outside of the support.
    private readonly double[]?[] _elements = Elements(inputs, stages);

    public string Name => name;

    public int Inputs => inputs;

    public IReadOnlyList<PlainStage> Stages => stages;

    /// <summary>The number of the last value.</summary>
    public int Output => stages.Length;

    /// <summary>Elements of the store: those of weights and biases in the order of the stages.</summary>
    public int Parameters { get; } = Offsets(inputs, stages)[^1];

    /// <summary>The spec.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $$"""
        net {{name}} {
            input v0 : {{inputs}}
        {{string.Concat(stages.Select((stage, i) => $"    {(i + 1 == stages.Length ? "output " : "")}v{i + 1} = {stage.Spell(i + 1)}\n"))}}    emit forward, pathnorm, phicost, lifting
        }
        """);

    /// <summary>The width of a value.</summary>
    public int Width(int value) => Widths(inputs, stages)[value];

    /// <summary>The first element of the tensor of the stage that makes a value.</summary>
    public int Offset(int value) => Offsets(inputs, stages)[value - 1];

    /// <summary>The element of the store at row r and column s of the factor that makes a value; -1 outside of its support.</summary>
    public int Element(int value, int r, int s) => (int)_elements[value]![(r * Width(value - 1)) + s] - 1;

    /// <summary>All paths that end at a neuron of a value.</summary>
    public IEnumerable<PlainPath> Paths(double[] theta, int value, int index)
    {
        if (value == 0)
            return [new(1, index, [], [])];

        switch (stages[value - 1])
        {
            case PlainStage.Factor:
                return from s in Enumerable.Range(0, Width(value - 1))
                       let element = Element(value, index, s)
                       where element >= 0
                       from path in Paths(theta, value - 1, s)
                       select path with { Product = path.Product * theta[element], Parameters = path.Parameters.Add(element) };
            case PlainStage.Bias:
                var bias = Offset(value) + index;
                return Paths(theta, value - 1, index).Append(new(theta[bias], -1, [bias], []));
            case PlainStage.Relu:
                return Paths(theta, value - 1, index).Select(path => path with { Gates = path.Gates.Add((value, index)) });
            case PlainStage.Add add:
                return Paths(theta, value - 1, index).Concat(Paths(theta, add.Value, index));
            default:
                throw new InvalidOperationException($"{stages[value - 1]} has no paths.");
        }
    }

    /// <summary>All paths that end at an output.</summary>
    public PlainPath[][] PathsByOutput(double[] theta) => [.. Enumerable.Range(0, Width(Output)).Select(index => Paths(theta, Output, index).ToArray())];

    /// <summary>The values of all neurons.</summary>
    public double[][] Evaluate(double[] theta, double[] x)
    {
        var values = new List<double[]> { x };
        for (var value = 1; value <= Output; value++)
        {
            var before = values[value - 1];
            values.Add(stages[value - 1] switch
            {
                PlainStage.Factor => [.. Enumerable.Range(0, Width(value)).Select(r => Enumerable.Range(0, before.Length).Sum(s => Element(value, r, s) is >= 0 and var element ? theta[element] * before[s] : 0))],
                PlainStage.Bias => [.. before.Select((number, i) => number + theta[Offset(value) + i])],
                PlainStage.Relu => [.. before.Select(number => Math.Max(0, number))],
                PlainStage.Add add => [.. before.Zip(values[add.Value], (a, b) => a + b)],
                _ => throw new InvalidOperationException($"{stages[value - 1]} has no value."),
            });
        }

        return [.. values];
    }

    private static int[] Widths(int inputs, PlainStage[] stages)
    {
        List<int> widths = [inputs];
        foreach (var stage in stages)
        {
            widths.Add(stage is PlainStage.Factor { Pattern: var pattern } ? (int)pattern.Rows : widths[^1]);
        }

        return [.. widths];
    }

    /// <summary>Where each stage's tensor starts, then the size of the store; a shared one starts where it did before.</summary>
    private static int[] Offsets(int inputs, PlainStage[] stages)
    {
        var widths = Widths(inputs, stages);
        var (offsets, next) = (new List<int>(), 0);
        for (var i = 0; i < stages.Length; i++)
        {
            offsets.Add(stages[i] is PlainStage.Factor { SharedWith: > 0 and var first } ? offsets[first - 1] : next);
            next += stages[i] switch
            {
                PlainStage.Factor { SharedWith: 0, Pattern: var pattern } => (int)pattern.NonZeros,
                PlainStage.Bias => widths[i + 1],
                _ => 0,
            };
        }

        return [.. offsets, next];
    }

    private static double[]?[] Elements(int inputs, PlainStage[] stages)
    {
        var offsets = Offsets(inputs, stages);
        return [null, .. stages.Select((stage, i) => stage is PlainStage.Factor { Pattern: var pattern } ? [.. Numbered(pattern, offsets[i]).Cast<double>()] : (double[]?)null)];
    }

    private static double[,] Numbered(KsPattern pattern, int offset) =>
        KroneckerMatrix.Of(pattern, [.. Enumerable.Range(offset + 1, (int)pattern.NonZeros).Select(number => (float)number)]);
}
