using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support.RandomNets;
using NetSpec.Reference;
using NetSpec.Tests.Support.Sparse;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>A chain of factors with what stands around them, as a net in both layouts, and what it must compute.</summary>
internal sealed class SparseCase
{
    private static readonly int[][] BatchChoices = [[1, 16, 33], [2, 31, 64], [15, 32, 100], [1, 15, 64], [2, 32, 33], [16, 31, 100]];

    // Two sums in double differ by less than this part of what single precision may be off by.
    private const double DoubleOverSingle = 1.0 / (1 << 28);

    private readonly IReadOnlyList<KsPattern> _factors;
    private readonly Extras _extras;
    private readonly Lazy<(float[][] Parameters, float[][][] Samples, ErrorBound[] Expected)> _run;
    private readonly int _seed;

    public SparseCase(int seed, IReadOnlyList<KsPattern> factors, Extras extras)
    {
        (_seed, _factors, _extras) = (seed, factors, extras);
        Batches = BatchChoices[seed * 7 % 6];
        _run = new(Compute);
    }

    /// <summary>What stands around the factors.</summary>
    [Flags]
    public enum Extras
    {
        None = 0,

        /// <summary>A bias behind every factor.</summary>
        Bias = 1,

        /// <summary>A ReLU behind every factor, or its bias.</summary>
        Relu = 2,

        /// <summary>A vector is added before the last ReLU: the input where it fits, else another input.</summary>
        Residual = 4,
    }

    /// <summary>Batches to run, the largest last.</summary>
    public int[] Batches { get; }

    /// <summary>The tensors in the order of the layout.</summary>
    public float[][] Parameters => _run.Value.Parameters;

    /// <summary>Samples for the largest batch, each with one vector an input.</summary>
    public float[][][] Samples => _run.Value.Samples;

    /// <summary>The output of each sample.</summary>
    public ErrorBound[] Expected => _run.Value.Expected;

    /// <summary>The net in one layout, as a file of its own.</summary>
    public string Text(BatchLayout layout)
    {
        var stages = string.Concat(_factors.Select((factor, i) => $" -> {SparsePatterns.Spell(factor)}{(Has(Extras.Bias) ? " -> bias" : "")}{(Has(Extras.Relu) && !IsAdded(i) ? " -> relu" : "")}"));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            net {{Name(layout)}} {
                input x : {{Inputs}}
                {{(Has(Extras.Residual) && !AddsInput ? $"input r : {Outputs}" : "")}}
                {{(layout == BatchLayout.BatchLast ? "layout batch_last" : "")}}
                value = x{{stages}}
                output y = value{{(!Has(Extras.Residual) ? "" : AddsInput ? " + x" : " + r")}}{{(Has(Extras.Relu) && IsAdded(_factors.Count - 1) ? " -> relu" : "")}}
                emit forward
            }
            """);
    }

    public string Name(BatchLayout layout) => string.Create(CultureInfo.InvariantCulture, $"Case{_seed}{(layout == BatchLayout.BatchLast ? "Last" : "First")}");

    public Net Net(BatchLayout layout) => SpecCompiler.Compile(Text(layout)).Nets[0];

    public override string ToString() => $"{string.Join(" -> ", _factors.Select(factor => SparsePatterns.Spell(factor)))} with {_extras}";

    private long Inputs => _factors[0].Columns;

    private long Outputs => _factors[^1].Rows;

    private bool AddsInput => Inputs == Outputs;

    private bool Has(Extras extra) => _extras.HasFlag(extra);

    private bool IsAdded(int factor) => Has(Extras.Residual) && factor == _factors.Count - 1;

    private (float[][], float[][][], ErrorBound[]) Compute()
    {
        var net = Net(BatchLayout.BatchFirst);
        var random = new Random(_seed);
        var parameters = RandomValues.Parameters(net, random);
        var samples = Enumerable.Range(0, Batches[^1]).Select(_ => RandomValues.Sample(net, random)).ToArray();
        var expected = Dense(parameters, samples);
        CheckInterpreter(net, parameters, samples[0], expected[0]);
        return (parameters, samples, expected);
    }

    private ErrorBound[] Dense(float[][] parameters, float[][][] samples)
    {
        var values = Array.ConvertAll(samples, sample => ErrorBound.Exact(InDouble(sample[0])));
        var next = 0;

        // Neighbours may be multiplied out where that takes no more non-zeros: then so many terms make a sum, of weights that
        // are rounded once more.
        var fewestRows = _factors.Min(factor => factor.Rows);
        for (var i = 0; i < _factors.Count; i++)
        {
            var terms = (int)((_factors[i].NonZeros + fewestRows - 1) / fewestRows) + 1;
            var matrix = KroneckerMatrix.Of(_factors[i], parameters[next++]);
            var absolute = KroneckerMatrix.Absolute(matrix);
            var bias = Has(Extras.Bias) ? ErrorBound.Exact(InDouble(parameters[next++])) : null;
            for (var n = 0; n < values.Length; n++)
            {
                var value = values[n].Times(matrix, absolute, terms);
                value = bias is null ? value : value.Plus(bias);
                value = IsAdded(i) ? value.Plus(ErrorBound.Exact(InDouble(samples[n][AddsInput ? 0 : 1]))) : value;
                values[n] = Has(Extras.Relu) ? value.Relu() : value;
            }
        }

        return values;
    }

    /// <summary>Two methods in double that differ tell which of them is wrong before any kernel runs.</summary>
    private void CheckInterpreter(Net net, float[][] parameters, float[][] sample, ErrorBound expected)
    {
        var found = Interpreter.Forward(net, Array.ConvertAll(parameters, InDouble), Array.ConvertAll(sample, InDouble))[0];
        for (var i = 0; i < found.Length; i++)
        {
            if (!(Math.Abs(found[i] - expected.Values[i]) <= DoubleOverSingle * expected.Tolerance(i)))
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{this}: the interpreter's y[{i}] is {found[i]}, that of dense matrices {expected.Values[i]}"));
        }
    }

    private static double[] InDouble(float[] values) => Array.ConvertAll(values, value => (double)value);
}
