using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetSpec.Dsl.Graph;

namespace NetSpec.Tests.Support;

/// <summary>
/// Deterministic weights, scheme det_weights v1: every tensor is a function of its full name, its dimensions and its kind,
/// so that any program can make the same network. FNV-1a of the name seeds splitmix64; the top bits of each number make
/// a float32 without rounding.
/// </summary>
public static class DetWeights
{
    /// <summary>FNV-1a, 64 bits, of the name's UTF-8 bytes.</summary>
    public static ulong Seed(string name) =>
        Encoding.UTF8.GetBytes(name).Aggregate(0xCBF29CE484222325UL, (hash, octet) => (hash ^ octet) * 0x100000001B3UL);

    /// <summary>The splitmix64 output number <paramref name="index"/> + 1.</summary>
    public static ulong Z(ulong seed, long index)
    {
        var s = seed + (((ulong)index + 1) * 0x9E3779B97F4A7C15UL);
        s = (s ^ (s >> 30)) * 0xBF58476D1CE4E5B9UL;
        s = (s ^ (s >> 27)) * 0x94D049BB133111EBUL;
        return s ^ (s >> 31);
    }

    /// <summary>The largest k with 4^k * fan_in at most 6.</summary>
    public static int WeightExponent(long fanIn)
    {
        var k = 1;
        while (Math.Pow(4, k) * fanIn > 6)
        {
            k--;
        }

        return k;
    }

    /// <summary>A network input, in [-1, 1).</summary>
    public static float[] Input(string name, int size) => Signed(name, size, 0);

    /// <summary>A tensor by its role.</summary>
    /// <param name="name">The full name that decides the values.</param>
    /// <param name="dims">The stored dimensions; all but the first make the fan-in.</param>
    /// <param name="role">What it is to its layer.</param>
    public static float[] Tensor(string name, IReadOnlyList<int> dims, ParameterRole role) => role switch
    {
        ParameterRole.Weight => Signed(name, Size(dims), WeightExponent(Size(dims) / dims[0])),
        ParameterRole.Bias => Signed(name, Size(dims), -6),
        ParameterRole.Beta => Signed(name, Size(dims), -4),
        ParameterRole.RunningMean => Signed(name, Size(dims), -3),
        _ => Positive(name, Size(dims)),
    };

    /// <summary>The values of all tensors of a net, in the order of <see cref="Net.Parameters"/>.</summary>
    /// <param name="net">The net.</param>
    /// <param name="prefix">Put before every name.</param>
    public static float[][] Of(Net net, string prefix = "") =>
        [.. net.Parameters.Select(p => Tensor(prefix + p.Name, p.Dims, p.Role))];

    /// <summary>The same values in double precision.</summary>
    public static double[] InDouble(float[] values) => Array.ConvertAll(values, value => (double)value);

    /// <inheritdoc cref="InDouble(float[])"/>
    public static double[][] InDouble(float[][] tensors) => Array.ConvertAll(tensors, InDouble);

    private static int Size(IReadOnlyList<int> dims) => dims.Aggregate(1, (product, dim) => checked(product * dim));

    private static float[] Signed(string name, int size, int exponent)
    {
        var unit = MathF.ScaleB(1, exponent - 23);
        return Fill(name, size, z => ((long)(z >> 40) - (1 << 23)) * unit);
    }

    private static float[] Positive(string name, int size) => Fill(name, size, z => 0.5f + ((z >> 41) * MathF.ScaleB(1, -23)));

    private static float[] Fill(string name, int size, Func<ulong, float> value)
    {
        var seed = Seed(name);
        var values = new float[size];
        for (var i = 0; i < size; i++)
        {
            values[i] = value(Z(seed, i));
        }

        return values;
    }
}
