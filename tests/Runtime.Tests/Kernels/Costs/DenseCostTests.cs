using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Costs;
using NetSpec.Runtime.Kernels.Dense;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Costs;

public sealed class DenseCostTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(16, 16)]
    [InlineData(17, 47)]
    [InlineData(1100, 40)]
    [InlineData(784, 512)]
    public void Costs_of_a_linear_layer_are_products(int inputs, int outputs)
    {
        LinearShape.Sizes = (inputs, outputs);
        var random = new Random(inputs);
        var (x, g) = (Tensor.Random(random, inputs, 1, 1), Tensor.Random(random, outputs, 1, 1));
        var expected = Enumerable.Range(0, inputs * outputs).Select(n => Exact((double)x[n % inputs, 0, 0] * g[n / inputs, 0, 0])).ToArray();
        ForEachRun(x, g, inputs * outputs, $"{inputs} to {outputs}", expected, (in Run run, Map input, Map gradient, Span<float> costs) =>
            LinearCosts.Run<LinearShape>(run, input.Offset, gradient.Offset, costs));
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 3, 5, 1)]
    [InlineData(6, 64, 64, 1)]
    [InlineData(1, 48, 16, 2)]
    [InlineData(3, 17, 20, 5)]
    [InlineData(2, 16, 4, 64)]
    public void Costs_of_a_kronecker_factor_are_products(int a, int b, int c, int d)
    {
        KroneckerShape.Sizes = (a, b, c, d);
        var random = new Random(b);
        var (x, g) = (Tensor.Random(random, a * c * d, 1, 1), Tensor.Random(random, a * b * d, 1, 1));
        var expected = Enumerable.Range(0, a * b * c * d).Select(n =>
        {
            var (rest, j) = Math.DivRem(n, d);
            (rest, var l) = Math.DivRem(rest, c);
            var (i, k) = Math.DivRem(rest, b);
            return Exact((double)x[(((i * c) + l) * d) + j, 0, 0] * g[(((i * b) + k) * d) + j, 0, 0]);
        }).ToArray();
        ForEachRun(x, g, a * b * c * d, $"({a},{b},{c},{d})", expected, (in Run run, Map input, Map gradient, Span<float> costs) =>
            KroneckerCosts.Run<KroneckerShape>(run, input.Offset, gradient.Offset, costs));
    }

    private static (double Value, double Magnitude) Exact(double value) => (value, Math.Abs(value));

    private static void ForEachRun(Tensor x, Tensor g, int count, string what, (double Value, double Magnitude)[] expected, CostRun run)
    {
        foreach (var simd in Arena.Levels)
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var arena = new Arena(simd, 1, Arena.SizeOf(new Map(0, x.Channels, 1, 1, 0), new Map(0, g.Channels, 1, 1, 0)));
                var (input, gradient) = (arena.Place(x.Channels, 1, 1, 0), arena.Place(g.Channels, 1, 1, 0));
                arena.Write(input, 0, x);
                arena.Write(gradient, 0, g);
                var costs = new float[count];
                run(arena.Begin(threads), input, gradient, costs);
                arena.CheckGuards();
                CostAssert.Close(expected, costs, $"{what} {simd} {threads}");
            }
        }
    }

    private delegate void CostRun(in Run run, Map input, Map gradient, Span<float> costs);

    private readonly struct LinearShape : ILinearShape
    {
        public static (int In, int Out) Sizes { get; set; }

        public int InFeatures => Sizes.In;
        public int OutFeatures => Sizes.Out;
    }

    private readonly struct KroneckerShape : IKroneckerShape
    {
        public static (int A, int B, int C, int D) Sizes { get; set; }

        public int A => Sizes.A;
        public int B => Sizes.B;
        public int C => Sizes.C;
        public int D => Sizes.D;
        public int TileRows => TileCut.Rows(Sizes.B);
    }
}
