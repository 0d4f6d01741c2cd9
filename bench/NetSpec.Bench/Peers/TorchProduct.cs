using System;
using System.Collections.Generic;
using NetSpec.Bench.Sparse;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>
/// A Kronecker-sparse product in its strictest form: libtorch's batched matrix product over strided views, one call where
/// a or d is 1 and else one a group, into a buffer that is there already. Nothing is copied or permuted. With the batch first there is one
/// for d = 1 only: elsewhere neither side of a block's matrix has neighbours, as a matrix product needs.
/// </summary>
internal sealed unsafe class TorchProduct : TorchFormulation
{
    private readonly List<(Libtorch.Tensor Y, Libtorch.Tensor Left, Libtorch.Tensor Right)> _groups = [];

    /// <param name="torch">The library.</param>
    /// <param name="pattern">The pattern (a, b, c, d).</param>
    /// <param name="weights">The factor's weights.</param>
    /// <param name="x">Samples, [a c d][batch], or [batch][a c].</param>
    /// <param name="y">Results, [a b d][batch], or [batch][a b].</param>
    /// <param name="batch">How many samples.</param>
    /// <param name="order">Where the batch stands.</param>
    public TorchProduct(Libtorch torch, KroneckerPattern pattern, TorchWeights weights, AlignedFloats x, AlignedFloats y, int batch, BatchOrder order)
        : base(torch, "bmm_strict")
    {
        var (a, b, c, d, n) = ((long)pattern.A, (long)pattern.B, (long)pattern.C, (long)pattern.D, (long)batch);
        if (order == BatchOrder.First)
        {
            if (!Has(pattern, order))
                throw new ArgumentException($"{pattern} has no strict form with the batch first.", nameof(order));

            _groups.Add((
                View(y.Pointer, [a, n, b], [b, a * b, 1]),
                View(x.Pointer, [a, n, c], [c, a * c, 1]),
                weights.View(View, 0, a, transposed: true)));
            return;
        }

        // Along the batch of the product go the groups where d is 1, and the d interleaved blocks of one group elsewhere.
        var (count, calls) = d == 1 ? (a, 1L) : (d, a);
        var (stepX, stepY) = d == 1 ? (c * n, b * n) : (n, n);
        for (var i = 0L; i < calls; i++)
        {
            _groups.Add((
                View(y.Pointer + (i * b * d * n), [count, b, n], [stepY, d * n, 1]),
                weights.View(View, i * d, count, transposed: false),
                View(x.Pointer + (i * c * d * n), [count, c, n], [stepX, d * n, 1])));
        }
    }

    /// <summary>Whether there is such a form.</summary>
    public static bool Has(KroneckerPattern pattern, BatchOrder order) => order == BatchOrder.Last || pattern.D == 1;

    public override void Run()
    {
        foreach (var (y, left, right) in _groups)
        {
            Torch.Multiply(y, left, right);
        }
    }
}
