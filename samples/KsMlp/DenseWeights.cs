using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace Samples.KsMlp;

/// <summary>The weights of the two dense layers, of one kind. They are the same on every run.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Remark">What factorising makes of them.</param>
/// <param name="Up">1536 rows of 384 numbers.</param>
/// <param name="Down">384 rows of 1536 numbers.</param>
public sealed record DenseWeights(string Name, string Remark, float[] Up, float[] Down)
{
    private const int Inputs = DenseMlp.TokensSize, Hidden = 4 * Inputs;

    /// <summary>Oscillations of the kernel: many more than a low rank can follow.</summary>
    private const double Frequency = 270;

    /// <summary>Weights without structure, those of a kernel, and those that factors made.</summary>
    public static IReadOnlyList<DenseWeights> All { get; } = [Random(), Kernel(), NoisyProduct()];

    private static DenseWeights Random() =>
        new("random numbers", "no structure, nothing to find", Matrix(1, Hidden, Inputs), Matrix(2, Inputs, Hidden));

    /// <summary>
    /// cos(π·f·s·t) over positions s of the hidden neurons and t of the tokens' features. Between an interval of features and
    /// half of the neurons it oscillates little, so that the blocks of the chain have a low rank while the whole has not.
    /// </summary>
    private static DenseWeights Kernel()
    {
        var (up, down) = (new float[Hidden * Inputs], new float[Inputs * Hidden]);
        for (var neuron = 0; neuron < Hidden; neuron++)
        {
            // The order of hidden neurons is free: even ones take the lower half, odd ones the upper.
            var s = ((neuron % 2 * Hidden / 2.0) + (neuron / 2) + 0.5) / Hidden;
            for (var feature = 0; feature < Inputs; feature++)
            {
                var value = Math.Cos(Math.PI * Frequency * s * (feature + 0.5) / Inputs) / Math.Sqrt(Inputs);
                up[(neuron * Inputs) + feature] = (float)value;
                down[(feature * Hidden) + neuron] = (float)(value / 2);
            }
        }

        return new("a Fourier kernel", "low rank in every block, but not as a whole", up, down);
    }

    private static DenseWeights NoisyProduct() =>
        new("a product, 1 % noise", "the factors are found, the noise stays", NoisyProduct(Mlp.Up, 3), NoisyProduct(Mlp.Down, 4));

    private static float[] NoisyProduct(KroneckerChain chain, ulong seed)
    {
        var product = chain.ToDense([.. chain.Select((pattern, i) => Numbers(seed + (10 * (ulong)i), pattern.NonZeros, pattern.C))]);
        var noise = Matrix(seed + 100, chain.Outputs, chain.Inputs);
        var share = 0.01 * Math.Sqrt(product.Sum(value => value * value) / noise.Sum(value => (double)value * value));
        return [.. product.Zip(noise, (value, more) => (float)(value + (share * more)))];
    }

    private static float[] Matrix(ulong seed, int rows, int columns) => Numbers(seed, rows * columns, columns);

    /// <summary>Numbers of the variance that keeps the size of what flows through, from splitmix64.</summary>
    private static float[] Numbers(ulong seed, int count, int fanIn)
    {
        var scale = Math.Sqrt(6.0 / fanIn);
        var numbers = new float[count];
        var state = seed << 32;
        for (var i = 0; i < count; i++)
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            numbers[i] = (float)(scale * ((((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 52))) - 1));
        }

        return numbers;
    }
}
