using System;
using System.Linq;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

/// <summary>
/// How far a result of Winograd's minimal filtering in single precision may be off, for inputs of at most 4. A sum of n products is off by at
/// most n u/(1 - n u) times the sum of their magnitudes (Higham, "Accuracy and stability of numerical algorithms", section 3.1), so the
/// three stages one behind the other by that times Σ |A|ᵀ (|G||w||G|ᵀ ⊙ |B|ᵀ|x||B|) |A|, n being all roundings that a value goes through.
/// </summary>
internal static class WinogradBound
{
    private const double Rounding = 1.0 / (1 << 24), LargestInput = 4;

    /// <summary>A bound for each output channel. The matrices are made of the points here, by the formulas of the method.</summary>
    public static double[] Of(bool large, ConvCase c, float[] weight, float[] scale, float[] bias)
    {
        double[] points = large ? [0, 0.625, -0.625, 1.5, -1.5] : [0, 1, -1];
        var side = points.Length + 1;
        var outputs = side - 2;

        // Row sums of |Bᵀ|: coefficients of the polynomials that vanish at the other points.
        var input = Enumerable.Range(0, side).Select(i => Coefficients([.. points.Where((_, j) => j != i)]).Sum(Math.Abs)).ToArray();
        var kernel = new double[side, 3];
        var output = new double[outputs, side];
        for (var i = 0; i < points.Length; i++)
        {
            var distance = points.Where((_, j) => j != i).Aggregate(1.0, (product, other) => product * Math.Abs(points[i] - other));
            for (var k = 0; k < 3; k++)
            {
                kernel[i, k] = Math.Abs(Math.Pow(points[i], k)) / distance;
            }

            for (var k = 0; k < outputs; k++)
            {
                output[k, i] = Math.Abs(Math.Pow(points[i], k));
            }
        }

        (kernel[side - 1, 2], output[outputs - 1, side - 1]) = (1, 1);

        // Input and output are transformed by at most 4 and 6 roundings a side; shift and residual are two more, the weights' one.
        var roundings = (c.InChannels + 24) * Rounding;
        return [.. Enumerable.Range(0, c.OutChannels).Select(channel => Magnitude(channel) * roundings / (1 - roundings))];

        double Magnitude(int outChannel)
        {
            var products = new double[side, side];
            for (var k = 0; k < c.InChannels * 9; k++)
            {
                var w = Math.Abs(weight[(outChannel * c.InChannels * 9) + k]) * Math.Abs(scale[outChannel]);
                for (var i = 0; i < side; i++)
                {
                    for (var j = 0; j < side; j++)
                    {
                        products[i, j] += kernel[i, k % 9 / 3] * w * kernel[j, k % 3] * input[i] * input[j] * LargestInput;
                    }
                }
            }

            var largest = 0.0;
            for (var y = 0; y < outputs; y++)
            {
                for (var x = 0; x < outputs; x++)
                {
                    var sum = 0.0;
                    for (var i = 0; i < side; i++)
                    {
                        for (var j = 0; j < side; j++)
                        {
                            sum += output[y, i] * products[i, j] * output[x, j];
                        }
                    }

                    largest = Math.Max(largest, sum);
                }
            }

            return largest + Math.Abs(bias[outChannel]) + LargestInput;
        }
    }

    /// <summary>Coefficients of Π (x - zero), from the lowest power.</summary>
    private static double[] Coefficients(double[] zeros)
    {
        double[] result = [1];
        foreach (var zero in zeros)
        {
            var longer = new double[result.Length + 1];
            for (var i = 0; i < result.Length; i++)
            {
                longer[i + 1] += result[i];
                longer[i] -= zero * result[i];
            }

            result = longer;
        }

        return result;
    }
}
