using System;
using NetSpec.Bench.Sparse;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>A factor's weights as blocks of a batched matrix product: (a, d, b, c), each block contiguous.</summary>
internal sealed unsafe class TorchWeights
{
    private readonly KroneckerPattern _pattern;
    private readonly AlignedFloats _sorted;

    /// <param name="pattern">The pattern (a, b, c, d).</param>
    /// <param name="weights">The weights in this order.</param>
    /// <param name="sorted">Room for as many.</param>
    public TorchWeights(KroneckerPattern pattern, ReadOnlySpan<float> weights, AlignedFloats sorted)
    {
        (_pattern, _sorted) = (pattern, sorted);
        var (a, b, c, d) = (pattern.A, pattern.B, pattern.C, pattern.D);
        var to = 0;
        for (var i = 0; i < a; i++)
        {
            for (var j = 0; j < d; j++)
            {
                for (var k = 0; k < b * c; k++)
                {
                    sorted.Span[to++] = weights[(((i * b * c) + k) * d) + j];
                }
            }
        }
    }

    public delegate Libtorch.Tensor Viewer(float* data, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides);

    /// <summary>Some blocks from one on.</summary>
    /// <param name="view">What makes the tensor.</param>
    /// <param name="first">The first block, i d + j.</param>
    /// <param name="count">How many.</param>
    /// <param name="transposed">Whether c x b instead of b x c.</param>
    public Libtorch.Tensor View(Viewer view, long first, long count, bool transposed)
    {
        var (b, c) = ((long)_pattern.B, (long)_pattern.C);
        return transposed
            ? view(_sorted.Pointer + (first * b * c), [count, c, b], [b * c, 1, c])
            : view(_sorted.Pointer + (first * b * c), [count, b, c], [b * c, c, 1]);
    }
}
