using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tests.Binding;
using Xunit;

namespace NetSpec.Dsl.Tests.Chains;

/// <summary>The order of a butterfly's factors, by what they are for: the Fourier transform up to a permutation of its inputs (thesis, Figure 5.1).</summary>
public sealed class ButterflyOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void With_the_right_weights_a_butterfly_is_the_fourier_transform_of_reordered_inputs(int levels)
    {
        var size = 1 << levels;
        var random = new Random(levels);
        var x = Enumerable.Range(0, size).Select(_ => new Complex(random.NextDouble(), random.NextDouble())).ToArray();
        var factors = Spec.Body(size.ToString(CultureInfo.InvariantCulture), "output y = x -> butterfly").Nodes.Select(node => node.Op).OfType<Kronecker>().Select(op => op.Pattern);

        var y = Enumerable.Range(0, size).Select(i => x[Reversed(i, levels)]).ToArray();
        foreach (var factor in factors)
        {
            y = Apply(factor, y);
        }

        for (var k = 0; k < size; k++)
        {
            var expected = x.Select((value, n) => value * Root(size, n * k)).Aggregate(Complex.Add);
            Assert.True((expected - y[k]).Magnitude < 1e-12 * size, $"{k}: {y[k]}, not {expected}");
        }
    }

    /// <summary>K[i][k][l][j] takes input (i, l, j) to output (i, k, j); here it is the l-th power of the root that belongs to k and j.</summary>
    private static Complex[] Apply(KsPattern p, Complex[] x)
    {
        var y = new Complex[p.Rows];
        for (var row = 0; row < y.Length; row++)
        {
            var (i, k, j) = (row / (p.B * p.D), row / p.D % p.B, row % p.D);
            for (var l = 0; l < p.C; l++)
            {
                y[row] += Root(p.B * p.D, l * ((k * p.D) + j)) * x[(((i * p.C) + l) * p.D) + j];
            }
        }

        return y;
    }

    private static Complex Root(int order, int power) => Complex.FromPolarCoordinates(1, -2 * Math.PI * power / order);

    private static int Reversed(int number, int bits) => Enumerable.Range(0, bits).Sum(bit => (number >> bit & 1) << (bits - 1 - bit));
}
