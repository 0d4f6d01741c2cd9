using NetSpec.Bench.Sparse;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>
/// A Kronecker-sparse product by one batched matrix product of libtorch's over contiguous blocks: the samples are permuted into a
/// buffer, multiplied into another and permuted back. All buffers are there beforehand.
/// </summary>
internal sealed unsafe class TorchPermutedProduct : TorchFormulation
{
    private readonly Libtorch.Tensor _x, _y, _sorted, _results, _left, _right, _product;

    /// <param name="torch">The library.</param>
    /// <param name="pattern">The pattern (a, b, c, d).</param>
    /// <param name="weights">The factor's weights.</param>
    /// <param name="x">Samples, [a c d][batch], or [batch][a c d].</param>
    /// <param name="y">Results, [a b d][batch], or [batch][a b d].</param>
    /// <param name="sorted">Room for the samples.</param>
    /// <param name="results">Room for the results.</param>
    /// <param name="batch">How many samples.</param>
    /// <param name="order">Where the batch stands.</param>
    public TorchPermutedProduct(
        Libtorch torch, KroneckerPattern pattern, TorchWeights weights, AlignedFloats x, AlignedFloats y, AlignedFloats sorted, AlignedFloats results, int batch, BatchOrder order)
        : base(torch, "bmm")
    {
        var (a, b, c, d, n) = ((long)pattern.A, (long)pattern.B, (long)pattern.C, (long)pattern.D, (long)batch);
        if (order == BatchOrder.Last)
        {
            _x = View(x.Pointer, [a, d, c, n], [c * d * n, n, d * n, 1]);
            _sorted = View(sorted.Pointer, [a, d, c, n], [d * c * n, c * n, n, 1]);
            _right = View(sorted.Pointer, [a * d, c, n], [c * n, n, 1]);
            _left = weights.View(View, 0, a * d, transposed: false);
            _product = View(results.Pointer, [a * d, b, n], [b * n, n, 1]);
            _results = View(results.Pointer, [a, b, d, n], [d * b * n, n, b * n, 1]);
            _y = View(y.Pointer, [a, b, d, n], [b * d * n, d * n, n, 1]);
            return;
        }

        _x = View(x.Pointer, [a, d, n, c], [c * d, 1, a * c * d, d]);
        _sorted = View(sorted.Pointer, [a, d, n, c], [d * n * c, n * c, c, 1]);
        _left = View(sorted.Pointer, [a * d, n, c], [n * c, c, 1]);
        _right = weights.View(View, 0, a * d, transposed: true);
        _product = View(results.Pointer, [a * d, n, b], [n * b, b, 1]);
        _results = View(results.Pointer, [n, a, b, d], [b, d * n * b, 1, n * b]);
        _y = View(y.Pointer, [n, a, b, d], [a * b * d, b * d, d, 1]);
    }

    public override void Run()
    {
        Torch.Copy(_sorted, _x);
        Torch.Multiply(_product, _left, _right);
        Torch.Copy(_y, _results);
    }
}
