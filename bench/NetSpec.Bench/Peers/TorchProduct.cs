using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Bench.Sparse;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>
/// A Kronecker-sparse product, batch last, in its strictest form: libtorch's batched matrix product over strided views, one
/// call where a or d is 1 and else one a group, into a buffer that is there already. Nothing is copied or permuted.
/// </summary>
internal sealed unsafe class TorchProduct : ITimed, IDisposable
{
    private readonly Libtorch _torch;
    private readonly AlignedFloats _weights;
    private readonly List<(Libtorch.Tensor Y, Libtorch.Tensor K, Libtorch.Tensor X)> _groups = [];

    /// <param name="torch">The library.</param>
    /// <param name="pattern">The pattern (a, b, c, d).</param>
    /// <param name="weights">The factor's weights, (a, b, c, d) in this order.</param>
    /// <param name="x">Samples, [a c d][batch].</param>
    /// <param name="y">Results, [a b d][batch].</param>
    /// <param name="batch">How many samples.</param>
    public TorchProduct(Libtorch torch, KroneckerPattern pattern, ReadOnlySpan<float> weights, AlignedFloats x, AlignedFloats y, int batch)
    {
        _torch = torch;
        var (a, b, c, d) = ((long)pattern.A, (long)pattern.B, (long)pattern.C, (long)pattern.D);
        _weights = new(weights.Length);
        Sort(weights, _weights.Span, pattern);
        fixed (float* pk = _weights.Span, px = x.Span, py = y.Span)
        {
            // Along the batch of the product go the groups where d is 1, and the d interleaved blocks of one group elsewhere.
            var (count, calls) = d == 1 ? (a, 1L) : (d, a);
            var (stepX, stepY) = d == 1 ? (c * batch, b * (long)batch) : (batch, (long)batch);
            for (var i = 0L; i < calls; i++)
            {
                _groups.Add((
                    torch.View(py + (i * b * d * batch), [count, b, batch], [stepY, d * batch, 1]),
                    torch.View(pk + (i * d * b * c), [count, b, c], [b * c, c, 1]),
                    torch.View(px + (i * c * d * batch), [count, c, batch], [stepX, d * batch, 1])));
            }
        }
    }

    public string Name => "libtorch";

    public double Time(int runs) => new TimedAction(Name, Run).Time(runs);

    public void Settle() => Idle.Wait();

    public void Run()
    {
        foreach (var (y, k, x) in _groups)
        {
            _torch.Multiply(y, k, x);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _groups.SelectMany(group => new[] { group.Y, group.K, group.X }))
        {
            tensor.Dispose();
        }

        _weights.Dispose();
    }

    /// <summary>(a, b, c, d) to (a, d, b, c): each block of the product is contiguous.</summary>
    private static void Sort(ReadOnlySpan<float> from, Span<float> to, KroneckerPattern p)
    {
        for (var i = 0; i < from.Length; i++)
        {
            var (l, k, j, group) = (i % p.D, i / p.D % p.C, i / (p.D * p.C) % p.B, i / (p.D * p.C * p.B));
            to[(((((group * p.D) + l) * p.B) + j) * p.C) + k] = from[i];
        }
    }
}
