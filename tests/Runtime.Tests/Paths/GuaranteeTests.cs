using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

/// <summary>What is called a bound is never below the truth, which is computed here in whole numbers or in decimals.</summary>
public sealed class GuaranteeTests
{
    /// <summary>Weights and biases are whole multiples of 2^-Bits.</summary>
    private const int Bits = 24;

    [Fact]
    public void A_sum_whose_terms_all_round_away_is_bounded()
    {
        const int Terms = 4096;
        var layout = new ParameterLayout(new ParameterInfo("fc.weight", ParameterRole.Weight, 1, Terms));
        var store = new ParameterStore(layout);
        store.Values.Fill(MathF.ScaleB(1, -53));
        store.Values[0] = 1;
        var paths = new PathAnalysis(new PathDescription(new(layout, [new InputLayer("x", new(Terms)), new LinearLayer("fc", 0, new(1), 0)], [0], [1])), store);
        var all = new PruningMask(layout, Enumerable.Range(0, Terms));
        var truth = (BigInteger.One << 53) + Terms - 1;

        AssertCovers(truth, 53, paths.Costs().ChangeBound(all, 1));
        AssertCovers(truth, 53, paths.Distance(all).ChangeBound(1));
        AssertCovers(truth, 53, paths.Distance(all).OutputChangeBound(1).Single());
        AssertCovers(truth, 53, paths.LipschitzInInput());
        AssertCovers(truth, 53, paths.LipschitzInInput(double.PositiveInfinity));
        float[] ones = [.. Enumerable.Repeat(1f, Terms)];
        AssertCovers(truth, 53, paths.OutputDistanceBound(new float[Terms], ones));
    }

    [Fact]
    public void Bounds_of_random_networks_are_at_least_those_of_whole_numbers()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int[] widths = [3, 1 + random.Next(9), 1 + random.Next(9), 2];
            var net = new Whole(random, widths);
            var mask = new PruningMask(net.Paths.Parameters.Layout, Enumerable.Range(0, net.Values.Length).Where(_ => random.Next(3) == 0));
            var pruned = net.Values.Select((value, i) => mask[i] ? BigInteger.Zero : value).ToArray();

            var (all, left) = (net.Norms(net.Values, 1, 1), net.Norms(pruned, 1, 1));
            BigInteger[] changes = [.. all.Zip(left, (before, after) => before - after)];
            var sum = changes.Aggregate(BigInteger.Add);
            var distance = net.Paths.Distance(mask);
            AssertCovers(sum, net.Scale, distance.ChangeBound(1));
            foreach (var (change, bound) in changes.Zip(distance.OutputChangeBound(1)))
                AssertCovers(change, net.Scale, bound);

            // Σ cost, a cost being the norm less that without the parameter.
            var costs = BigInteger.Zero;
            for (var i = 0; i < net.Values.Length; i++)
            {
                if (mask[i])
                    costs += net.Total(net.Values) - net.Total([.. net.Values.Select((value, j) => j == i ? 0 : value)]);
            }

            AssertCovers(costs, net.Scale, net.Paths.Costs().ChangeBound(mask, 1));

            var slopes = net.Norms(net.Values, 1, 0);
            AssertCovers(slopes.Aggregate(BigInteger.Add), net.Scale, net.Paths.LipschitzInInput());
            AssertCovers(slopes.Max(), net.Scale, net.Paths.LipschitzInInput(double.PositiveInfinity));
            var constant = net.Paths.LipschitzInInput(2);
            var (mantissa, exponent) = Whole2(constant);
            Assert.True(Compare(mantissa * mantissa, 2 * exponent, slopes.Aggregate(BigInteger.Zero, (squares, slope) => squares + (slope * slope)), -2 * net.Scale) >= 0);
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Pruning_a_batch_norm_counts_what_becomes_of_its_shift(bool gamma, bool beta)
    {
        foreach (var (b, mean) in (ReadOnlySpan<(float, float)>)[(0, 100), (100, 100), (-3, 2), (5, 0), (2, 3), (2, -3)])
        {
            var paths = BatchNorm(1, b, mean, 1);
            var mask = new PruningMask(paths.Parameters.Layout, new[] { (gamma, 0), (beta, 1) }.Where(item => item.Item1).Select(item => item.Item2));
            var after = new PathAnalysis(paths.Description, mask.Apply(paths.Parameters));
            var most = 0.0;
            foreach (var x in new[] { -1f, 0, 1 })
                most = Math.Max(most, Math.Abs(paths.Evaluate([x]).Outputs[0] - after.Evaluate([x]).Outputs[0]));

            // The worst x is at an end: |Δa| + |Δc|, and that is what the bound is.
            Assert.Equal((gamma ? 1 : 0) + Math.Abs(gamma && beta ? b - mean : gamma ? mean : b), most);
            Assert.InRange(paths.Costs().ChangeBound(mask, 1).Value, most, most * (1 + 1e-12));
        }
    }

    [Fact]
    public void No_pruning_of_a_network_with_a_batch_norm_moves_outputs_beyond_its_bound()
    {
        var layout = new ParameterLayout(
            new ParameterInfo("a.weight", ParameterRole.Weight, 2, 1), new ParameterInfo("n.weight", ParameterRole.Gamma, 2), new ParameterInfo("n.bias", ParameterRole.Beta, 2),
            new ParameterInfo("n.running_mean", ParameterRole.RunningMean, 2), new ParameterInfo("n.running_var", ParameterRole.RunningVariance, 2),
            new ParameterInfo("b.weight", ParameterRole.Weight, 1, 2));
        var architecture = new Architecture(layout,
            [new InputLayer("x", new(1)), new LinearLayer("a", 0, new(2), 0), new BatchNormLayer("n", 1, new(2), 2, 4, 6, 8, 1e-5), new ReluLayer("r", 2, new(2)), new LinearLayer("b", 3, new(1), 10)],
            [0], [4]);
        int[] free = [0, 1, 2, 3, 4, 5, 10, 11];

        // Outputs are some tens at most, and evaluated in doubles.
        const double Rounding = 1e-13;
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var store = new ParameterStore(layout);
            foreach (ref var value in store.Values)
                value = (random.NextSingle() - 0.5f) * 4;
            foreach (ref var value in store["n.running_var"])
                value = 0.1f + random.NextSingle();
            var paths = new PathAnalysis(new PathDescription(architecture), store);
            var costs = paths.Costs();
            for (var set = 1; set < 1 << free.Length; set++)
            {
                var mask = new PruningMask(layout, free.Where((_, i) => (set >> i & 1) != 0));
                var pruned = new PathAnalysis(paths.Description, mask.Apply(store));
                var bound = costs.ChangeBound(mask, 1).Value;
                for (var x = -1f; x <= 1; x += 0.125f)
                    Assert.InRange(Math.Abs(paths.Evaluate([x]).Outputs[0] - pruned.Evaluate([x]).Outputs[0]), 0, bound + Rounding);
            }
        }
    }

    /// <summary>β − aμ with β close to aμ has few right digits in double; 1/√3 is known to 28.</summary>
    [Fact]
    public void What_cancels_in_a_shift_is_no_part_of_what_a_bound_lacks()
    {
        const decimal A = 0.5773502691896257645091487805m, Last = 1e-25m;
        for (var mean = 1; mean < 200; mean++)
        {
            var product = A * mean;
            var beta = (float)product;
            var paths = BatchNorm(1, beta, mean, 3);
            var shift = Exact(beta) - product;
            var last = new PruningMask(paths.Parameters.Layout, [4]);
            var bound = Exact(paths.Distance(last).OutputChangeBound(0).Single().Value);
            Assert.InRange(bound, Math.Abs(shift) - Last, Math.Abs(shift) + 1e-12m);

            // The same network with the next mean.
            var other = paths.Parameters.Clone();
            other["n.running_mean"][0] = MathF.BitIncrement(mean);
            var change = A * (Exact(MathF.BitIncrement(mean)) - mean);
            if (Math.Sign(shift) == Math.Sign(shift - change))
                Assert.InRange(Exact(paths.Distance(other).OutputChangeBound(0).Single().Value), change - Last, change + 1e-12m);
        }
    }

    /// <summary>A double as a decimal, to its last digit.</summary>
    private static decimal Exact(double value)
    {
        var exponent = Math.Max(0, 52 - Math.ILogB(value));
        return (decimal)(long)Math.ScaleB(value, exponent) / (decimal)(BigInteger.One << exponent);
    }

    /// <summary>x, a batch-norm without ε, and a last weight of 1.</summary>
    private static PathAnalysis BatchNorm(float gamma, float beta, float mean, float variance)
    {
        var layout = new ParameterLayout(
            new ParameterInfo("n.weight", ParameterRole.Gamma, 1), new ParameterInfo("n.bias", ParameterRole.Beta, 1), new ParameterInfo("n.running_mean", ParameterRole.RunningMean, 1),
            new ParameterInfo("n.running_var", ParameterRole.RunningVariance, 1), new ParameterInfo("fc.weight", ParameterRole.Weight, 1, 1));
        var architecture = new Architecture(
            layout, [new InputLayer("x", new(1)), new BatchNormLayer("n", 0, new(1), 0, 1, 2, 3, 0), new LinearLayer("fc", 1, new(1), 4)], [0], [2]);
        return new(new PathDescription(architecture), new ParameterStore(layout, [gamma, beta, mean, variance, 1]));
    }

    /// <summary>A bound is not below truth · 2^-scale, nor far above it.</summary>
    private static void AssertCovers(BigInteger truth, int scale, Magnitude bound)
    {
        var (mantissa, exponent) = Whole2(bound);
        Assert.True(Compare(mantissa, exponent, truth, -scale) >= 0, $"{bound} is below {truth} · 2^-{scale}");
        Assert.True(Compare(mantissa << 30, exponent, truth * ((1 << 30) + 1), -scale) <= 0, $"{bound} is far above {truth} · 2^-{scale}");
    }

    private static (BigInteger Mantissa, int Exponent) Whole2(Magnitude value) => ((BigInteger)Math.ScaleB(value.Mantissa, 52), (int)value.Exponent - 52);

    /// <summary>Compares a · 2^e with b · 2^f.</summary>
    private static int Compare(BigInteger a, int e, BigInteger b, int f) => e >= f ? (a << (e - f)).CompareTo(b) : a.CompareTo(b << (f - e));

    /// <summary>Linear layers with biases and ReLUs, and their path norms in whole numbers.</summary>
    private sealed class Whole
    {
        private readonly int[] _widths;

        public Whole(Random random, int[] widths)
        {
            _widths = widths;
            List<ParameterInfo> tensors = [];
            List<Layer> layers = [new InputLayer("x", new(widths[0]))];
            var offset = 0;
            for (var i = 1; i < widths.Length; i++)
            {
                tensors.Add(new($"fc{i}.weight", ParameterRole.Weight, widths[i], widths[i - 1]));
                tensors.Add(new($"fc{i}.bias", ParameterRole.Bias, widths[i]));
                layers.Add(new LinearLayer($"fc{i}", layers.Count - 1, new(widths[i]), offset) { Bias = offset + (widths[i] * widths[i - 1]) });
                offset += widths[i] * (widths[i - 1] + 1);
                if (i < widths.Length - 1)
                    layers.Add(new ReluLayer($"r{i}", layers.Count - 1, new(widths[i])));
            }

            var layout = new ParameterLayout([.. tensors]);
            Values = [.. Enumerable.Range(0, offset).Select(_ => new BigInteger(random.Next(1 << Bits)))];
            Paths = new(new PathDescription(new(layout, [.. layers], [0], [layers.Count - 1])),
                new ParameterStore(layout, [.. Values.Select(value => MathF.ScaleB((float)value, -Bits))]));
        }

        public BigInteger[] Values { get; }

        public PathAnalysis Paths { get; }

        /// <summary>Norms are whole multiples of 2 to minus this.</summary>
        public int Scale => Bits * (_widths.Length - 1);

        public BigInteger Total(BigInteger[] values) => Norms(values, 1, 1).Aggregate(BigInteger.Add);

        /// <summary>The norm of each output, with ones at inputs or none, and biases or none.</summary>
        public BigInteger[] Norms(BigInteger[] values, int inputs, int biases)
        {
            BigInteger[] sums = [.. Enumerable.Repeat(new BigInteger(inputs), _widths[0])];
            var offset = 0;
            for (var i = 1; i < _widths.Length; i++)
            {
                var (columns, rows, next) = (_widths[i - 1], _widths[i], new BigInteger[_widths[i]]);
                for (var row = 0; row < rows; row++)
                {
                    // A bias is a multiple of 2^-Bits like a weight, and the sums before are multiples of 2^-(i - 1)Bits.
                    next[row] = biases * (values[offset + (rows * columns) + row] << (Bits * (i - 1)));
                    for (var column = 0; column < columns; column++)
                        next[row] += values[offset + (row * columns) + column] * sums[column];
                }

                offset += rows * (columns + 1);
                sums = next;
            }

            return sums;
        }
    }
}
