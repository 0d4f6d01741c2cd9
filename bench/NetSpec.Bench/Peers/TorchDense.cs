using System;
using NetSpec.Bench.Sparse;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>The dense matrix of a factor by libtorch's matrix product, into a buffer that is there already.</summary>
internal sealed unsafe class TorchDense : TorchFormulation
{
    private readonly Libtorch.Tensor _y, _left, _right;

    /// <param name="torch">The library.</param>
    /// <param name="pattern">The pattern (a, b, c, d).</param>
    /// <param name="matrix">The factor as a matrix, from <see cref="Fill"/>.</param>
    /// <param name="x">Samples.</param>
    /// <param name="y">Results.</param>
    /// <param name="batch">How many samples.</param>
    /// <param name="order">Where the batch stands.</param>
    public TorchDense(Libtorch torch, KroneckerPattern pattern, AlignedFloats matrix, AlignedFloats x, AlignedFloats y, int batch, BatchOrder order)
        : base(torch, "dense")
    {
        var (rows, columns, n) = ((long)pattern.Rows, (long)pattern.Columns, (long)batch);
        if (order == BatchOrder.Last)
        {
            _y = View(y.Pointer, [rows, n], [n, 1]);
            _left = View(matrix.Pointer, [rows, columns], [columns, 1]);
            _right = View(x.Pointer, [columns, n], [n, 1]);
            return;
        }

        _y = View(y.Pointer, [n, rows], [rows, 1]);
        _left = View(x.Pointer, [n, columns], [columns, 1]);
        _right = View(matrix.Pointer, [columns, rows], [1, columns]);
    }

    /// <summary>Writes the matrix of weights (a, b, c, d), zeros included.</summary>
    public static void Fill(KroneckerPattern p, ReadOnlySpan<float> weights, AlignedFloats matrix)
    {
        matrix.Span[..(p.Rows * p.Columns)].Clear();
        for (var n = 0; n < weights.Length; n++)
        {
            var (rest, j) = Math.DivRem(n, p.D);
            (rest, var l) = Math.DivRem(rest, p.C);
            matrix.Span[(((rest * p.D) + j) * p.Columns) + (((rest / p.B * p.C) + l) * p.D) + j] = weights[n];
        }
    }

    public override void Run() => Torch.MultiplyMatrices(_y, _left, _right);
}
