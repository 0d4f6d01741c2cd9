using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl;
using NetSpec.Reference;
using NetSpec.Tests.Support;

namespace NetSpec.Generator.Tests.Emit.Gpu;

/// <summary>A launch of a device program for one sample, in plain loops over channels and positions.</summary>
/// <param name="plan">The program.</param>
/// <param name="tensors">The tensors of the net.</param>
/// <param name="memory">Where a value lies.</param>
internal sealed class PlainStep(GpuPlan plan, double[][] tensors, Func<GpuValue, ArraySegment<double>> memory)
{
    public void Run(GpuStep step)
    {
        switch (step)
        {
            case GpuFactorStep factor:
                Positions(factor, x => Apply(plan.Weights[factor.Weights], x), factor.Other, factor.Relu ? x => x < 0 ? 0 : x : x => x);
                break;
            case GpuMapStep map:
                Positions(map, x => Affine(map, x), map.Other, map.Relu ? x => x < 0 ? 0 : x : Function(map.Function));
                break;
            case GpuProductStep product:
                Write(product.To, (c, p) => Read(product.From, c, p) * Read(product.Other, c, p));
                break;
            case GpuCopyStep copy:
                for (var c = 0; c < copy.Channels; c++)
                for (var p = 0; p < copy.Positions; p++)
                    At(copy.To, c + copy.ToChannel, p + copy.ToPosition) = Read(copy.From, c + copy.FromChannel, copy.From.Positions == 1 ? 0 : p + copy.FromPosition);
                break;
            case GpuTurnStep turn:
                Write(turn.To, (c, p) => Read(turn.From, p, c));
                break;
            case GpuPatchesStep patches:
                Patches(patches);
                break;
            case GpuNormStep norm:
                Positions(norm, x => Norm(norm, x), null, x => x);
                break;
            case GpuSoftmaxStep softmax:
                Positions(softmax, x => Softmax(x, softmax.IsLogarithm), null, x => x);
                break;
            case GpuMeanStep mean:
                Write(mean.To, (c, _) => Enumerable.Range(0, mean.From.Positions).Average(p => Read(mean.From, c, p)));
                break;
            case GpuTableStep table:
                Table(table);
                break;
            case GpuAttentionStep attention:
                Attention(attention);
                break;
            default:
                throw new NotSupportedException(step.GetType().Name);
        }
    }

    private ref double At(GpuValue value, int channel, int position)
    {
        var segment = memory(value);
        return ref segment.Array![segment.Offset + (plan.IsBatchLast ? (channel * value.Positions) + position : (position * value.Channels) + channel)];
    }

    private double Read(GpuValue value, int channel, int position) => At(value, channel, position);

    private double[] Column(GpuValue value, int position) => [.. Enumerable.Range(0, value.Channels).Select(c => Read(value, c, position))];

    private void Write(GpuValue to, Func<int, int, double> number)
    {
        for (var c = 0; c < to.Channels; c++)
        for (var p = 0; p < to.Positions; p++)
            At(to, c, p) = number(c, p);
    }

    private void Positions(GpuStep step, Func<double[], double[]> change, GpuValue? other, Func<double, double> function)
    {
        for (var p = 0; p < step.To.Positions; p++)
        {
            var result = change(Column(step.From, p));
            for (var c = 0; c < step.To.Channels; c++)
                At(step.To, c, p) = function(result[c] + (other is null ? 0 : Read(other, c, p)));
        }
    }

    private double[] Affine(GpuMapStep map, double[] x)
    {
        if (map.Weights is not { } weights)
            return x;

        var scaled = Apply(plan.Weights[weights], x);
        return map.IsSlope ? [.. x.Zip(scaled, (value, slope) => value < 0 ? slope : value)] : scaled;
    }

    private double[] Apply(GpuWeights weights, double[] x)
    {
        if (weights is { Pattern: { } pattern, Weight: { } weight })
        {
            IEnumerable<MergedFactor> factors = weights.Factors.Count > 0 ? weights.Factors : [new(weight, pattern)];
            x = factors.Aggregate(x, (value, factor) => Multiply(factor.Pattern, tensors[factor.Weight], value, weights.IsTransposed));
        }

        foreach (var term in weights.Epilogue)
        {
            x = [.. x.Select((value, i) => term switch
            {
                BiasTerm bias => value + tensors[bias.Bias][i],
                ScaleTerm scale => (value * tensors[scale.Weight][scale.IsShared ? 0 : i]) + (scale.Bias is { } bias ? tensors[bias][i] : 0),
                BatchNormTerm norm => ((value - tensors[norm.Mean][i]) * (norm.Gamma is { } gamma ? tensors[gamma][i] : 1) / Math.Sqrt(tensors[norm.Variance][i] + norm.Epsilon)) + (norm.Beta is { } beta ? tensors[beta][i] : 0),
                _ => throw new NotSupportedException(),
            })];
        }

        return x;
    }

    private static double[] Multiply(KsPattern p, double[] weights, double[] x, bool isTransposed)
    {
        var y = new double[p.Rows];
        for (var n = 0; n < weights.Length; n++)
        {
            var (j, l, k, i) = isTransposed ? (0, n / p.B, n % p.B, 0) : (n % p.D, n / p.D % p.C, n / p.D / p.C % p.B, n / p.D / p.C / p.B);
            y[(((i * p.B) + k) * p.D) + j] += weights[n] * x[(((i * p.C) + l) * p.D) + j];
        }

        return y;
    }

    private double[] Norm(GpuNormStep norm, double[] x)
    {
        var mean = norm.IsCentred ? x.Average() : 0;
        var deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + norm.Epsilon);
        var result = Array.ConvertAll(x, value => (value - mean) / deviation);
        return norm.Weights is { } weights ? Apply(plan.Weights[weights], result) : result;
    }

    private static double[] Softmax(double[] x, bool isLogarithm)
    {
        var sum = x.Sum(value => Math.Exp(value - x.Max()));
        return isLogarithm ? Array.ConvertAll(x, value => value - x.Max() - Math.Log(sum)) : Array.ConvertAll(x, value => Math.Exp(value - x.Max()) / sum);
    }

    private void Patches(GpuPatchesStep step)
    {
        var (patch, map) = (step.Patch, step.Map);
        var across = map.Width / patch.Width;
        Write(step.To, (feature, position) =>
        {
            var (channel, y, x) = (feature / (patch.Height * patch.Width), feature / patch.Width % patch.Height, feature % patch.Width);
            var place = (((position / across * patch.Height) + y) * map.Width) + (position % across * patch.Width) + x;
            return step.IsPlanar ? Read(step.From, place, channel) : Read(step.From, channel, place);
        });
    }

    private void Table(GpuTableStep step)
    {
        var table = tensors[plan.Weights[step.Weights].Weight!.Value];
        for (var token = 0; token < step.Rows; token++)
        for (var c = 0; c < step.To.Channels; c++)
        {
            var row = step.Use == TableUse.Pick ? (int)Read(step.From, token, 0) : token;
            At(step.To, c, token) = table[(row * step.To.Channels) + c] + (step.Use == TableUse.Add ? Read(step.From, c, token) : 0);
        }
    }

    private void Attention(GpuAttentionStep step)
    {
        var (shape, to) = (step.Shape, step.To);
        var (keys, values) = shape.IsJoint ? (shape.Heads * shape.KeyFeatures, 2 * shape.Heads * shape.KeyFeatures) : (0, 0);
        for (var head = 0; head < shape.Heads; head++)
        for (var query = 0; query < shape.Tokens; query++)
        {
            var (h, q) = (head, query);
            var scores = Enumerable.Range(0, shape.IsCausal ? query + 1 : shape.Tokens).Select(key => Enumerable.Range(h * shape.KeyFeatures, shape.KeyFeatures)
                .Sum(f => Read(step.From, f, q) * Read(step.Keys, keys + f, key)) / Math.Sqrt(shape.KeyFeatures)).ToArray();
            var weights = Softmax(scores, isLogarithm: false);
            for (var f = head * shape.ValueFeatures; f < (head + 1) * shape.ValueFeatures; f++)
            {
                var feature = f;
                At(to, f, query) = weights.Select((weight, key) => weight * Read(step.Values, values + feature, key)).Sum();
            }
        }
    }

    /// <summary>The function of a launch, by the interpreter's.</summary>
    private static Func<double, double> Function(CallArgument.Function? function)
    {
        if (function is null)
            return x => x;

        // As the spec has them, whose digits a decimal keeps.
        var numbers = function.Numbers.Select(number => (double)(decimal)number.Value).ToArray();
        Op op = function.Name switch
        {
            "LeakyRelu" => new LeakyRelu(numbers[0]),
            "Clamp" => new Clamp(numbers[0], numbers[1]),
            "Abs" => new Abs(),
            "HardSigmoid" => new HardSigmoid(),
            "HardSwish" => new HardSwish(),
            "Sigmoid" => new Sigmoid(),
            "Tanh" => new Tanh(),
            "Silu" => new Silu(),
            "Gelu" => new Gelu(UsesTanh: false),
            "GeluTanh" => new Gelu(UsesTanh: true),
            "Elu" => new Elu(numbers[0]),
            "Softplus" => new Softplus(),
            "Mish" => new Mish(),
            _ => throw new NotSupportedException(function.Name),
        };
        var net = SpecCompiler.Compile($"net F {{\n    input x : 1\n    output y = x -> {op.Spell()}\n}}\n").Nets.Single();
        return x => Interpreter.Forward(net, [], new[] { x })[0][0];
    }
}
