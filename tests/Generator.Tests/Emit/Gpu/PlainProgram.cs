using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl.Ops;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

/// <summary>A device program of one sample in plain double arithmetic, in memory where nothing is but NaNs before it is written.</summary>
internal static class PlainProgram
{
    public static double[][] Run(GpuPlan plan, double[][] tensors, double[][] inputs)
    {
        var outputs = plan.Outputs.Select(port => Nothing(port.Shape.Size)).ToArray();
        var workspace = Nothing(plan.WorkspaceFeatures);
        foreach (var step in plan.Steps)
        {
            var operand = Read(step.From);
            var result = Weights(step) is { } weights ? Apply(plan.Weights[weights], tensors, operand) : operand;
            if (step is GpuMapStep { AreSlopes: true })
                result = [.. operand.Zip(result, (x, below) => x > 0 ? x : below)];
            if (step.Other is { } other)
                result = [.. result.Zip(Read(other), (x, y) => x + y)];
            if (step.Relu)
                result = Array.ConvertAll(result, x => x < 0 ? 0 : x);
            if (step is GpuMapStep { Function: { } function })
                result = Array.ConvertAll(result, x => Of(function.Name, [.. function.Numbers.Select(number => (double)number.Value)], x));

            // A group writes while others still read.
            Assert.False(step is GpuFactorStep && (Overlap(step.To, step.From) || (step.Other is { } read && Overlap(step.To, read))), "a factor writes over an operand");
            Assert.Equal(step.To.Features, result.Length);
            result.CopyTo(Memory(step.To).Array!, Memory(step.To).Offset);
        }

        return outputs;

        double[] Read(GpuValue value) => [.. Memory(value)];

        ArraySegment<double> Memory(GpuValue value) => value.Kind switch
        {
            GpuValueKind.Input => new(inputs[value.Index], 0, value.Features),
            GpuValueKind.Output => new(outputs[value.Index], 0, value.Features),
            _ => new(workspace, value.Index, value.Features),
        };
    }

    private static int? Weights(GpuStep step) => step switch
    {
        GpuFactorStep factor => factor.Weights,
        GpuMapStep map => map.Weights,
        _ => null,
    };

    private static bool Overlap(GpuValue a, GpuValue b) => a.Kind == b.Kind && (a.Kind == GpuValueKind.Workspace
        ? a.Index < b.Index + b.Features && b.Index < a.Index + a.Features
        : a.Index == b.Index);

    private static double[] Apply(GpuWeights weights, double[][] tensors, double[] x)
    {
        if (weights is { Pattern: { } pattern, Weight: { } weight })
        {
            IEnumerable<MergedFactor> factors = weights.Factors.Count > 0 ? weights.Factors : [new(weight, pattern)];
            x = factors.Aggregate(x, (value, factor) => Multiply(factor.Pattern, tensors[factor.Weight], value));
        }

        foreach (var term in weights.Epilogue)
        {
            x = [.. x.Select((value, i) => term switch
            {
                BiasTerm bias => value + tensors[bias.Bias][i],
                ScaleTerm { IsShared: true } scale => value * tensors[scale.Weight][0],
                ScaleTerm scale => (value * tensors[scale.Weight][i]) + (scale.Bias is { } bias ? tensors[bias][i] : 0),
                BatchNormTerm norm => ((value - tensors[norm.Mean][i]) * (norm.Gamma is { } gamma ? tensors[gamma][i] : 1) / Math.Sqrt(tensors[norm.Variance][i] + norm.Epsilon)) + (norm.Beta is { } beta ? tensors[beta][i] : 0),
                _ => throw new NotSupportedException(),
            })];
        }

        return x;
    }

    /// <summary>The functions by the names that they have on the CPU.</summary>
    private static double Of(string function, double[] numbers, double x) => function switch
    {
        "LeakyRelu" => x > 0 ? x : numbers[0] * x,
        "Clamp" => Math.Clamp(x, numbers[0], numbers[1]),
        "Abs" => Math.Abs(x),
        "HardSigmoid" => Math.Clamp(x + 3, 0, 6) / 6,
        "HardSwish" => x * Math.Clamp(x + 3, 0, 6) / 6,
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Tanh" => Math.Tanh(x),
        "Silu" => x / (1 + Math.Exp(-x)),
        "Gelu" => x * Normal.Distribution(x),
        "GeluTanh" => x / (1 + Math.Exp(-2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        "Elu" => x > 0 ? x : numbers[0] * (Math.Exp(x) - 1),
        "Softplus" => Math.Log(1 + Math.Exp(x)),
        "Mish" => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        _ => throw new NotSupportedException(function),
    };

    private static double[] Multiply(KsPattern p, double[] weights, double[] x)
    {
        Assert.Equal(p.Columns, x.Length);
        var y = new double[p.Rows];
        for (var n = 0; n < weights.Length; n++)
        {
            var (j, l, k, i) = (n % p.D, n / p.D % p.C, n / p.D / p.C % p.B, n / p.D / p.C / p.B);
            y[(((i * p.B) + k) * p.D) + j] += weights[n] * x[(((i * p.C) + l) * p.D) + j];
        }

        return y;
    }

    private static double[] Nothing(int count) => [.. Enumerable.Repeat(double.NaN, count)];
}
