using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Dense;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// The adjoints of a product by a Kronecker-sparse factor, Y = X Kᵀ: from the gradient G of a loss by Y its gradients by X, which is G K, and by
/// the weights, the part of Gᵀ X on the factor's support.
/// </summary>
/// <example><code>
/// using var gradients = new KroneckerGradients(new KroneckerPattern(6, 64, 64, 1), weights);
/// gradients.ByInput(g, dx, batch: 2048, BatchOrder.Last, threads: 2);
/// gradients.ByWeights(x, g, dk, batch: 2048, BatchOrder.Last, threads: 2);
/// </code></example>
public sealed class KroneckerGradients : IDisposable
{
    private readonly TiledPattern _size;
    private readonly KroneckerProduct _transposed;
    private readonly SimdLevel _simd;
    private NativeBuffer? _scratch;
    private int _rooms;

    /// <summary>Packs a factor.</summary>
    /// <param name="pattern">Its pattern.</param>
    /// <param name="weights">a·b·c·d weights in the order (a, b, c, d).</param>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights, or the pattern is the default one.</exception>
    public KroneckerGradients(KroneckerPattern pattern, ReadOnlySpan<float> weights, SimdLevel? simd = null)
    {
        if (pattern.A == 0)
            throw new ArgumentException("The pattern is the default one, of no blocks; a factor has a pattern (a, b, c, d).", nameof(pattern));
        if (weights.Length != pattern.NonZeros)
            throw new ArgumentException($"The factor has {pattern.NonZeros} weights, not {weights.Length}.", nameof(weights));
        Pattern = pattern;
        _size = TiledPattern.Of(pattern.A, pattern.B, pattern.C, pattern.D);
        _simd = simd ?? SimdLevels.Best;
        _transposed = new KroneckerProduct(pattern.Transposed, Transposed(pattern, weights), simd);
    }

    /// <summary>The pattern.</summary>
    public KroneckerPattern Pattern { get; }

    /// <summary>The gradient by the input. One call at a time; allocates only when the batch or the threads are more than ever before.</summary>
    /// <param name="gradient">The gradient by the result, batch x <see cref="KroneckerPattern.Rows"/> floats.</param>
    /// <param name="result">batch x <see cref="KroneckerPattern.Columns"/> floats; does not overlap <paramref name="gradient"/>.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="order">How both lie in memory.</param>
    /// <param name="threads">Threads that may take part, the caller's included. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">An array has another length, or they overlap.</exception>
    public void ByInput(ReadOnlySpan<float> gradient, Span<float> result, int batch, BatchOrder order, int threads = 1) =>
        _transposed.Multiply(gradient, result, batch, order, threads);

    /// <summary>The gradient by the weights. One call at a time; allocates only when the threads are more than ever before.</summary>
    /// <param name="x">The input, batch x <see cref="KroneckerPattern.Columns"/> floats.</param>
    /// <param name="gradient">The gradient by the result, batch x <see cref="KroneckerPattern.Rows"/> floats.</param>
    /// <param name="result">a·b·c·d floats, written in the order (a, b, c, d); overlaps neither.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="order">How <paramref name="x"/> and <paramref name="gradient"/> lie in memory. The result is the same, bit for bit, in both orders.</param>
    /// <param name="threads">Threads that may take part, the caller's included. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">An array has another length, or they overlap.</exception>
    public void ByWeights(ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, Span<float> result, int batch, BatchOrder order, int threads = 1)
    {
        KroneckerProduct.CheckArguments(batch, order, threads);
        KroneckerProduct.CheckLength(x.Length, batch, Pattern.Columns, nameof(x));
        KroneckerProduct.CheckLength(gradient.Length, batch, Pattern.Rows, nameof(gradient));
        if (result.Length != Pattern.NonZeros)
            throw new ArgumentException($"'{nameof(result)}' has {result.Length} floats; the factor has {Pattern.NonZeros} weights.", nameof(result));
        if (result.Overlaps(x) || result.Overlaps(gradient))
            throw new ArgumentException("The result and an operand overlap in memory.", nameof(result));

        threads = Math.Min(threads, Environment.ProcessorCount);
        if (_scratch is null || _rooms < threads)
        {
            _scratch?.Dispose();
            _scratch = NativeBuffer.Untouched(threads * WeightGradientPass.ScratchOf(_size));
            _rooms = threads;
        }

        WeightGradientPass.Compute(_size, _simd, _scratch, x, gradient, result, batch, order == BatchOrder.Last, threads);
    }

    /// <summary>Frees the memory that is computed in.</summary>
    public void Dispose()
    {
        _transposed.Dispose();
        _scratch?.Dispose();
        _scratch = null;
        _rooms = 0;
    }

    /// <summary>Weights (a, b, c, d) in the order (a, c, b, d).</summary>
    private static float[] Transposed(KroneckerPattern pattern, ReadOnlySpan<float> weights)
    {
        var (b, c, d) = (pattern.B, pattern.C, pattern.D);
        var result = new float[weights.Length];
        for (var row = 0; row < pattern.A * b; row++)
        {
            var (i, k) = Math.DivRem(row, b);
            for (var l = 0; l < c; l++)
            {
                weights.Slice(((row * c) + l) * d, d).CopyTo(result.AsSpan(((((i * c) + l) * b) + k) * d, d));
            }
        }

        return result;
    }
}
