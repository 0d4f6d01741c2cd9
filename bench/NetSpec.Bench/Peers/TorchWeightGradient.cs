using System;
using System.Collections.Generic;
using NetSpec.Bench.Sparse;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>
/// The gradient by a factor's weights by libtorch's batched matrix product over strided views, one call a group, into contiguous blocks
/// (a, d, b, c) that are there already. Nothing is copied or permuted; with the batch first, that is so for d = 1 only.
/// </summary>
internal sealed unsafe class TorchWeightGradient : TorchFormulation
{
    private readonly List<(Libtorch.Tensor Result, Libtorch.Tensor Left, Libtorch.Tensor Right)> _groups = [];

    /// <param name="torch">The library.</param>
    /// <param name="pattern">The pattern (a, b, c, d).</param>
    /// <param name="x">The product's samples, [a c d][batch], or [batch][a c].</param>
    /// <param name="gradient">The gradient by its results, [a b d][batch], or [batch][a b].</param>
    /// <param name="result">Room for a b c d floats.</param>
    /// <param name="batch">How many samples.</param>
    /// <param name="order">Where the batch stands.</param>
    public TorchWeightGradient(Libtorch torch, KroneckerPattern pattern, AlignedFloats x, AlignedFloats gradient, AlignedFloats result, int batch, BatchOrder order)
        : base(torch, "bmm_strict")
    {
        var (a, b, c, d, n) = ((long)pattern.A, (long)pattern.B, (long)pattern.C, (long)pattern.D, (long)batch);
        if (!TorchProduct.Has(pattern, order))
            throw new ArgumentException($"{pattern} has no strict form with the batch first.", nameof(order));

        if (order == BatchOrder.First)
        {
            _groups.Add((
                View(result.Pointer, [a, b, c], [b * c, c, 1]),
                View(gradient.Pointer, [a, b, n], [b, 1, a * b]),
                View(x.Pointer, [a, n, c], [c, a * c, 1])));
            return;
        }

        for (var i = 0L; i < a; i++)
        {
            _groups.Add((
                View(result.Pointer + (i * d * b * c), [d, b, c], [b * c, c, 1]),
                View(gradient.Pointer + (i * b * d * n), [d, b, n], [n, d * n, 1]),
                View(x.Pointer + (i * c * d * n), [d, n, c], [n, 1, d * n])));
        }
    }

    public override void Run()
    {
        foreach (var (result, left, right) in _groups)
        {
            Torch.Multiply(result, left, right);
        }
    }
}
