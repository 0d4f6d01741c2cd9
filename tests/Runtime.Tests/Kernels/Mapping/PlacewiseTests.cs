using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Mapping;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>Functions of single numbers, against the same in double.</summary>
public sealed class PlacewiseTests
{
    private const float Slope = 0.2f;

    /// <summary>The functions and what they compute.</summary>
    private static readonly (string Name, PlaceFunction Function, Func<double, double> Of)[] Functions =
    [
        ("sigmoid", PlaceFunction.Sigmoid, x => 1 / (1 + Math.Exp(-x))),
        ("leaky relu", PlaceFunction.LeakyRelu(Slope), x => x > 0 ? x : Slope * x),
        ("leaky relu of slope 0", PlaceFunction.LeakyRelu(0), x => Math.Max(x, 0)),
        ("clamp", PlaceFunction.Clamp(-0.25f, 1.5f), x => Math.Clamp(x, -0.25, 1.5)),
        ("clamp above 0", PlaceFunction.Clamp(0.25f, 0.5f), x => Math.Clamp(x, 0.25, 0.5)),
        ("abs", PlaceFunction.Abs, Math.Abs),
        ("hard sigmoid", PlaceFunction.HardSigmoid, x => Math.Clamp(x + 3, 0, 6) / 6),
        ("hard swish", PlaceFunction.HardSwish, x => x * Math.Clamp(x + 3, 0, 6) / 6),
        ("tanh", PlaceFunction.Tanh, Math.Tanh),
        ("silu", PlaceFunction.Silu, x => x / (1 + Math.Exp(-x))),
        ("mish", PlaceFunction.Mish, x => x * Math.Tanh(Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))))),
        ("elu", PlaceFunction.Elu(0.75f), x => x > 0 ? x : 0.75 * ExpMinusOne(x)),
        ("softplus", PlaceFunction.Softplus, x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)))),
        ("gelu", PlaceFunction.Gelu, x => x * Normal.Distribution(x)),
        ("gelu by tanh", PlaceFunction.GeluTanh, x => x / (1 + Math.Exp(-2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
    ];

    /// <summary>How near each says that it comes: powers of two of the value, and of 1.</summary>
    private static readonly Dictionary<string, (int Relative, int Absolute)> Errors = new()
    {
        ["sigmoid"] = (-21, -126), ["leaky relu"] = (-24, -149), ["leaky relu of slope 0"] = (-149, -149), ["clamp"] = (-149, -149), ["clamp above 0"] = (-149, -149), ["abs"] = (-149, -149),
        ["hard sigmoid"] = (-23, -24), ["hard swish"] = (-21, -22), ["tanh"] = (-20, -149), ["silu"] = (-20, -120), ["mish"] = (-20, -119), ["elu"] = (-20, -149), ["softplus"] = (-20, -125),
        ["gelu"] = (-18, -30), ["gelu by tanh"] = (-16, -120),
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_place_has_its_function_and_lanes_past_the_channels_stay_zero(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = (random.Next(1, 40), random.Next(1, 6), random.Next(1, 7), random.Next(3));
        var values = Tensor.Random(random, channels, height, width);
        var inPlace = random.Next(2) == 0;
        foreach (var simd in Arena.Levels)
        {
            using var arena = new Arena(simd, 1, 4 * Arena.SizeOf(new Map(0, channels, height, width, 2)));
            var from = arena.Place(channels, height, width, border);
            var to = inPlace ? from : arena.Place(channels, height, width, 2);
            arena.Open(to);
            foreach (var (name, function, of) in Functions)
            {
                arena.Write(from, 0, values);
                Maps.Apply(arena.Begin(threads: 2), function, from, to);
                Expected(values, of).AssertClose(arena.Read(to, 0), $"{name} {simd}");
            }

            arena.CheckGuards();
        }
    }

    public static TheoryData<string> Names => [.. Functions.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_is_as_near_as_it_says(string name)
    {
        // Every exponent with some mantissas, both signs.
        float[] points =
        [
            .. Enumerable.Range(0, 1 << 16).Select(i => BitConverter.Int32BitsToSingle(i << 16)).Where(float.IsFinite),
            .. Enumerable.Range(-4000, 8001).Select(i => i * 0.0283f),
            .. Enumerable.Range(-4000, 8001).Select(i => i * 0.00125f),
        ];
        var (_, function, of) = Functions.Single(item => item.Name == name);
        var (relative, absolute) = Errors[name];
        foreach (var simd in Arena.Levels)
        {
            var results = Compute(simd, points, function);
            for (var i = 0; i < points.Length; i++)
            {
                var right = of(points[i]);
                var error = Math.Abs(results[i] - right);
                Assert.True(error <= (Math.Abs(right) * Math.Pow(2, relative)) + Math.Pow(2, absolute), $"{name} {simd}: {results[i]} at {points[i]:R} is {right}, {error / Math.Abs(right)} off");
            }
        }
    }

    /// <summary>Where each ends: its limits at -∞ and ∞.</summary>
    private static readonly Dictionary<string, (float Minus, float Plus)> Limits = new()
    {
        ["sigmoid"] = (0, 1), ["leaky relu"] = (float.NegativeInfinity, float.PositiveInfinity), ["leaky relu of slope 0"] = (0, float.PositiveInfinity),
        ["clamp"] = (-0.25f, 1.5f), ["clamp above 0"] = (0.25f, 0.5f), ["abs"] = (float.PositiveInfinity, float.PositiveInfinity), ["hard sigmoid"] = (0, 1),
        ["hard swish"] = (0, float.PositiveInfinity), ["tanh"] = (-1, 1), ["silu"] = (0, float.PositiveInfinity), ["mish"] = (0, float.PositiveInfinity),
        ["elu"] = (-0.75f, float.PositiveInfinity),
        ["softplus"] = (0, float.PositiveInfinity), ["gelu"] = (0, float.PositiveInfinity), ["gelu by tanh"] = (0, float.PositiveInfinity),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void At_infinity_a_function_has_its_limit_and_at_the_largest_float_its_value(string name)
    {
        var (_, function, of) = Functions.Single(item => item.Name == name);
        foreach (var simd in Arena.Levels)
        {
            var ends = Compute(simd, [float.NegativeInfinity, float.PositiveInfinity, float.MinValue, float.MaxValue], function);
            Near(Limits[name].Minus, ends[0]);
            Near(Limits[name].Plus, ends[1]);
            Near((float)of(float.MinValue), ends[2]);
            Near((float)of(float.MaxValue), ends[3]);

            void Near(float expected, float found) =>
                Assert.True(expected == found || Math.Abs(expected - found) <= (Math.Abs(expected) * 1e-6) + 2e-36, $"{name} {simd}: {found}, not {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_stays_NaN(string name)
    {
        foreach (var simd in Arena.Levels)
            Assert.All(Compute(simd, [float.NaN], Functions.Single(item => item.Name == name).Function), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void The_absolute_value_of_a_zero_has_no_sign()
    {
        foreach (var simd in Arena.Levels)
        {
            Assert.All(Compute(simd, [-0.0f, 0, -0.0f], PlaceFunction.Abs), y => Assert.Equal(0, BitConverter.SingleToInt32Bits(y)));
        }
    }

    [Fact]
    public void A_leaky_relu_is_exact()
    {
        float[] points = [0, -0f, 1, -1, 1e-30f, -1e-30f, float.MaxValue, -float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, 0.3f, -0.7f];
        foreach (var simd in Arena.Levels)
        {
            foreach (var slope in new[] { 0.01f, 0.5f, 1 })
            {
                Assert.Equal(points.Select(x => x > 0 ? x : slope * x), Compute(simd, points, PlaceFunction.LeakyRelu(slope)));
            }
        }
    }

    private static float[] Compute(SimdLevel simd, float[] points, PlaceFunction function)
    {
        using var arena = new Arena(simd, 1, 2 * (points.Length + 192));
        var (from, to) = (arena.Place(points.Length, 1, 1, 0), arena.Place(points.Length, 1, 1, 0));
        var run = arena.Begin();
        points.CopyTo(run.Vector(0, from.Offset, points.Length));
        Maps.Apply(run, function, from, to);
        return run.Vector(0, to.Offset, points.Length).ToArray();
    }

    /// <summary>exp(x) - 1, near 0 by its series.</summary>
    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-3 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))) : Math.Exp(x) - 1;

    /// <summary>ln(1 + x), near 0 by its series.</summary>
    private static double LogOnePlus(double x) => x < 1e-4 ? x * (1 - (x / 2) + (x * x / 3)) : Math.Log(1 + x);

    private static Tensor Expected(Tensor values, Func<double, double> function) =>
        Tensor.Map(values.Channels, values.Height, values.Width, (c, y, x) => function(values[c, y, x]));
}
