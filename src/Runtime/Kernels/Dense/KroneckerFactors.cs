using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// Kronecker-sparse factors one after another, to be packed as one: where the product has a pattern and no more non-zeros
/// than they have together, it takes no more multiplications and goes over the values fewer times.
/// </summary>
/// <example><code>
/// KroneckerLinear.Pack&lt;Ks_1_4_4_1&gt;(new KroneckerFactors(2, 2, 2, 1, first).Then(1, 2, 2, 2, second), Epilogue.Of(4));
/// </code></example>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KroneckerFactors
{
    private readonly List<(TiledPattern Size, float[] Weights)> _factors = [];

    /// <summary>The factor that is applied first.</summary>
    /// <param name="a">Independent blocks.</param>
    /// <param name="b">Rows of a block.</param>
    /// <param name="c">Columns of a block.</param>
    /// <param name="d">Interleaved copies.</param>
    /// <param name="weights">a·b·c·d weights in the order (a, b, c, d).</param>
    public KroneckerFactors(int a, int b, int c, int d, ReadOnlySpan<float> weights) => Then(a, b, c, d, weights);

    /// <summary>The factor that is applied to the result of those before.</summary>
    /// <param name="a">Independent blocks.</param>
    /// <param name="b">Rows of a block.</param>
    /// <param name="c">Columns of a block.</param>
    /// <param name="d">Interleaved copies.</param>
    /// <param name="weights">a·b·c·d weights in the order (a, b, c, d).</param>
    public KroneckerFactors Then(int a, int b, int c, int d, ReadOnlySpan<float> weights)
    {
        var size = TiledPattern.Of(a, b, c, d);
        if (weights.Length != size.NonZeros)
        {
            throw new ArgumentException($"The factor has {size.NonZeros} weights, not {weights.Length}.", nameof(weights));
        }

        if (_factors.Count > 0 && _factors[^1].Size.Outputs != size.Inputs)
        {
            throw new ArgumentException($"The factor takes {size.Inputs} features, the one before gives {_factors[^1].Size.Outputs}.", nameof(c));
        }

        _factors.Add((size, weights.ToArray()));
        return this;
    }

    /// <summary>The product in double, in the order (a, b, c, d) of its pattern.</summary>
    internal double[] Product(in TiledPattern size)
    {
        if (_factors[0].Size.Inputs != size.Inputs || _factors[^1].Size.Outputs != size.Outputs)
        {
            throw new ArgumentException(
                $"The factors take {_factors[0].Size.Inputs} features to {_factors[^1].Size.Outputs}, their product {size.Inputs} to {size.Outputs}.",
                nameof(size));
        }

        var product = new double[size.NonZeros];
        var column = new SortedDictionary<int, double>();
        for (var input = 0; input < size.Inputs; input++)
        {
            column.Clear();
            column[input] = 1;
            foreach (var (factor, weights) in _factors)
            {
                column = Apply(factor, weights, column);
            }

            foreach (var (output, value) in column)
            {
                product[size.IndexOf(output, input)] = value;
            }
        }

        return product;
    }

    private static SortedDictionary<int, double> Apply(in TiledPattern size, float[] weights, SortedDictionary<int, double> column)
    {
        SortedDictionary<int, double> result = [];
        foreach (var (input, value) in column)
        {
            var (block, rest) = Math.DivRem(input, size.C * size.D);
            for (var k = 0; k < size.B; k++)
            {
                var output = (((block * size.B) + k) * size.D) + (rest % size.D);
                result[output] = result.GetValueOrDefault(output) + (value * weights[size.IndexOf(output, input)]);
            }
        }

        return result;
    }
}
