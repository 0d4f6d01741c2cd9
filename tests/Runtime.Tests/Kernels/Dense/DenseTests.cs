using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Dense;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Dense;

public sealed class DenseTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Linear_layers_multiply_by_their_matrix(int seed)
    {
        var random = new Random(seed);
        var (inputs, outputs) = (Pick(random, 1, 2, 3, 15, 16, 17, 31, 33, 64, 100, 300), Pick(random, 1, 3, 15, 16, 17, 32, 33, 47, 48, 49, 64, 128, 130, 200));
        var images = Pick(random, 1, 1, 2, 3, 4, 5, 13, 14, 15, 29);
        var relu = random.Next(2) == 0;
        var vectors = (seed % 3) switch { 0 => 0, 1 => 2, _ => images };
        LinearShape.Current = new(inputs, outputs, random.Next(2) == 0);
        var weight = Numbers(random, inputs * outputs);
        var bias = Numbers(random, outputs);
        var packed = DenseLinear.Pack<LinearShape>(weight, Epilogue.Of(outputs).Bias(bias));
        Check(
            random, inputs, outputs, images, relu, LinearShape.Current.HasResidual, bias,
            (x, o) => (Enumerable.Range(0, inputs).Sum(i => x[i, 0, 0] * weight[(o * inputs) + i]), Enumerable.Range(0, inputs).Sum(i => Math.Abs(x[i, 0, 0] * weight[(o * inputs) + i]))),
            (in Run run, int input, int output, int residual) => DenseLinear.Run<LinearShape>(run, packed, input, output, residual, relu, vectors: vectors));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public unsafe void A_matrix_that_is_computed_row_by_row_is_packed_as_one_in_memory(int seed)
    {
        var random = new Random(seed);
        var (inputs, outputs) = (1 + random.Next(50), 1 + random.Next(140));
        LinearShape.Current = new(inputs, outputs, false);
        var weight = Numbers(random, inputs * outputs);
        var scale = Numbers(random, outputs);
        var whole = DenseLinear.Pack<LinearShape>(weight, Epilogue.Of(outputs).Scale(scale));
        var rows = DenseLinear.Pack<LinearShape>(
            new DerivedWeights(() => weight, (first, some) => weight.AsSpan(first * inputs, some.Length).CopyTo(some)), Epilogue.Of(outputs).Scale(scale));
        var size = (outputs + Map.Lanes - 1) / Map.Lanes * Map.Lanes * inputs;
        Assert.Equal(new ReadOnlySpan<float>(whole.Weights.Pointer, size), new ReadOnlySpan<float>(rows.Weights.Pointer, size));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Narrow_layers_multiply_by_their_matrix(int seed)
    {
        // Sizes are constants of compiled code, so each has a shape of its own.
        var random = new Random(seed);
        switch (seed % 6)
        {
            case 0: Narrow<N1x1>(random); break;
            case 1: Narrow<N17x3>(random); break;
            case 2: Narrow<N64x16>(random); break;
            case 3: Narrow<N30x17>(random); break;
            case 4: Narrow<N99x32>(random); break;
            default: Narrow<N31x32Residual>(random); break;
        }
    }

    [Fact]
    public void Narrow_layers_have_at_most_32_outputs()
    {
        LinearShape.Current = new(2, 33, false);
        Assert.Throws<ArgumentException>(() => NarrowLinear.Pack<LinearShape>(new float[66], Epilogue.Of(33)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Kronecker_sparse_factors_multiply_by_their_matrix(int seed)
    {
        var random = new Random(seed);
        var (a, b, c, d) = (Pick(random, 1, 2, 3, 6), Pick(random, 1, 2, 3, 8, 17, 48), Pick(random, 1, 2, 5, 16, 24), Pick(random, 1, 1, 2, 3, 4, 5, 8, 9, 16, 17, 32));
        var (relu, hasResidual) = (random.Next(2) == 0, random.Next(2) == 0);
        KroneckerShape.Current = (a, b, c, d);
        var weight = Numbers(random, a * b * c * d);
        var bias = Numbers(random, a * b * d);
        var packed = KroneckerLinear.Pack<KroneckerShape>(weight, Epilogue.Of(a * b * d).Bias(bias));
        Check(
            random, a * c * d, a * b * d, Pick(random, 1, 2, 3, 7, 13, 14, 15), relu, hasResidual, bias,
            (x, o) =>
            {
                var (i, k, j) = (o / (b * d), o / d % b, o % d);
                var terms = Enumerable.Range(0, c).Select(l => x[(i * c * d) + (l * d) + j, 0, 0] * weight[((((i * b) + k) * c) + l) * d + j]).ToArray();
                return (terms.Sum(), terms.Sum(Math.Abs));
            },
            (in Run run, int input, int output, int residual) => KroneckerLinear.Run<KroneckerShape>(run, packed, input, output, residual, relu));
    }

    [Fact]
    public void An_epilogue_composes_in_the_order_of_the_calls()
    {
        var epilogue = Epilogue.Of(1).Bias([2f]).BatchNorm([3f], [5f], [7f], [4f], 0).Scale([2f], [1f]);
        Assert.Equal(2 * 3 / 2.0, epilogue.ScaleFactors[0]);
        Assert.Equal((2 * ((1.5 * (2 - 7)) + 5)) + 1, epilogue.Shifts[0]);
        Assert.Throws<ArgumentException>(() => epilogue.Bias(new float[2]));
    }

    [Fact]
    public void A_batch_norm_without_factor_and_shift_is_one_with_1_and_0()
    {
        var plain = Epilogue.Of(2).Scale([2f, -3f], [1f, 4f]).BatchNorm([7f, -1f], [4f, 0.5f], 1e-3);
        var affine = Epilogue.Of(2).Scale([2f, -3f], [1f, 4f]).BatchNorm([1f, 1f], [0f, 0f], [7f, -1f], [4f, 0.5f], 1e-3);

        Assert.Equal(affine.ScaleFactors.ToArray(), plain.ScaleFactors.ToArray());
        Assert.Equal(affine.Shifts.ToArray(), plain.Shifts.ToArray());
        Assert.Throws<ArgumentException>(() => plain.BatchNorm(new float[2], new float[1], 0));
    }

    private static void Narrow<TShape>(Random random)
        where TShape : struct, ILinearShape
    {
        var s = default(TShape);
        var (inputs, outputs) = (s.InFeatures, s.OutFeatures);
        var relu = random.Next(2) == 0;
        var weight = Numbers(random, inputs * outputs);
        var bias = Numbers(random, outputs);
        var packed = NarrowLinear.Pack<TShape>(weight, Epilogue.Of(outputs).Bias(bias));
        Check(
            random, inputs, outputs, Pick(random, 1, 2, 3, 16, 17, 33, 50), relu, s.HasResidual, bias,
            (x, o) => (Enumerable.Range(0, inputs).Sum(i => x[i, 0, 0] * weight[(o * inputs) + i]), Enumerable.Range(0, inputs).Sum(i => Math.Abs(x[i, 0, 0] * weight[(o * inputs) + i]))),
            (in Run run, int input, int output, int residual) => NarrowLinear.Run<TShape>(run, packed, input, output, residual, relu));
    }

    private delegate void Kernel(in Run run, int input, int output, int residual);

    private static void Check(
        Random random, int inputs, int outputs, int images, bool relu, bool hasResidual, float[] bias, Func<Tensor, int, (double Sum, double Magnitude)> row, Kernel kernel)
    {
        var x = Enumerable.Range(0, images).Select(_ => Tensor.Random(random, inputs, 1, 1)).ToArray();
        var r = Enumerable.Range(0, images).Select(_ => Tensor.Random(random, outputs, 1, 1)).ToArray();
        var expected = x.Select((sample, n) =>
        {
            var result = new Tensor(outputs, 1, 1);
            for (var o = 0; o < outputs; o++)
            {
                var (sum, magnitude) = row(sample, o);
                sum += bias[o] + (hasResidual ? r[n][o, 0, 0] : 0);
                result.Set(o, 0, 0, relu ? Math.Max(0, sum) : sum, magnitude + Math.Abs(bias[o]) + 8);
            }

            return result;
        }).ToArray();
        foreach (var simd in Arena.Levels)
        {
            var first = new Tensor?[images];
            foreach (var threads in new[] { 1, 2, 3 })
            {
                // The last run takes the samples one by one: a sample's result does not depend on its company.
                foreach (var step in threads == 3 ? new[] { images, 1 } : [images])
                {
                    for (var start = 0; start < images; start += step)
                    {
                        using var arena = new Arena(simd, step, Arena.SizeOf(new Map(0, inputs, 1, 1, 0), new Map(0, outputs, 1, 1, 0), new Map(0, outputs, 1, 1, 0)) + 64);
                        var input = arena.Place(inputs, 1, 1, 0);
                        var output = arena.Place(outputs, 1, 1, 0);
                        var residual = threads == 2 ? output : arena.Place(outputs, 1, 1, 0);
                        for (var n = 0; n < step; n++)
                        {
                            arena.Write(input, n, x[start + n]);
                            if (hasResidual)
                            {
                                arena.Write(residual, n, r[start + n]);
                            }
                        }

                        arena.Open(output);
                        kernel(arena.Begin(threads), input.Offset, output.Offset, hasResidual ? residual.Offset : -1);
                        arena.CheckGuards();
                        for (var n = 0; n < step; n++)
                        {
                            var actual = arena.Read(output, n);
                            expected[start + n].AssertClose(actual, $"{simd} {threads}");
                            first[start + n]?.AssertSame(actual, $"{simd} {threads} differs from one thread");
                            first[start + n] ??= actual;
                        }
                    }
                }
            }
        }
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];

    private static int Pick(Random random, params ReadOnlySpan<int> values) => values[random.Next(values.Length)];

    private readonly struct LinearShape : ILinearShape
    {
        public static (int InFeatures, int OutFeatures, bool HasResidual) Current { get; set; }

        public int InFeatures => Current.InFeatures;
        public int OutFeatures => Current.OutFeatures;
        public bool HasResidual => Current.HasResidual;
    }

    private readonly struct KroneckerShape : IKroneckerShape
    {
        public static (int A, int B, int C, int D) Current { get; set; }

        public int A => Current.A;
        public int B => Current.B;
        public int C => Current.C;
        public int D => Current.D;
        public int TileRows => TileCut.Rows(Current.B);
    }

    private readonly struct N1x1 : ILinearShape
    {
        public int InFeatures => 1;
        public int OutFeatures => 1;
    }

    private readonly struct N17x3 : ILinearShape
    {
        public int InFeatures => 17;
        public int OutFeatures => 3;
    }

    private readonly struct N64x16 : ILinearShape
    {
        public int InFeatures => 64;
        public int OutFeatures => 16;
    }

    private readonly struct N30x17 : ILinearShape
    {
        public int InFeatures => 30;
        public int OutFeatures => 17;
    }

    private readonly struct N99x32 : ILinearShape
    {
        public int InFeatures => 99;
        public int OutFeatures => 32;
    }

    private readonly struct N31x32Residual : ILinearShape
    {
        public int InFeatures => 31;
        public int OutFeatures => 32;
        public bool HasResidual => true;
    }
}
