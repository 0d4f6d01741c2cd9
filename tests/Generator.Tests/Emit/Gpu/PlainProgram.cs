using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl.Ops;
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
            var result = Read(step.From);
            if (Weights(step) is { } weights)
                result = Apply(plan.Weights[weights], tensors, result);
            if (step.Other is { } other)
                result = [.. result.Zip(Read(other), (x, y) => x + y)];
            if (step.Relu)
                result = Array.ConvertAll(result, x => x < 0 ? 0 : x);

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
                ScaleTerm scale => (value * tensors[scale.Weight][i]) + (scale.Bias is { } bias ? tensors[bias][i] : 0),
                BatchNormTerm norm => ((value - tensors[norm.Mean][i]) * (norm.Gamma is { } gamma ? tensors[gamma][i] : 1) / Math.Sqrt(tensors[norm.Variance][i] + norm.Epsilon)) + (norm.Beta is { } beta ? tensors[beta][i] : 0),
                _ => throw new NotSupportedException(),
            })];
        }

        return x;
    }

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
