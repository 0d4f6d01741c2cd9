using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Kernels.Mapping;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// Multiplies batches by one Kronecker-sparse factor whose pattern is known at run time only, with the kernels that emitted
/// networks use: Y = X Kᵀ. For measuring patterns and for tools; a network in a spec also fuses what follows a factor.
/// </summary>
/// <example><code>
/// using var product = new KroneckerProduct(new KroneckerPattern(6, 64, 64, 1), weights);
/// product.Multiply(x, y, batch: 2048, BatchOrder.Last, threads: 2);
/// </code></example>
public sealed class KroneckerProduct : IDisposable
{
    private readonly TiledPattern _size;
    private readonly PackedKronecker _weights;
    private readonly int _output;
    private readonly IPanelProgram _first, _last;
    private readonly Lazy<NativeBuffer> _sampleWeights;
    private Workspace _workspace;

    /// <summary>Packs a factor.</summary>
    /// <param name="pattern">Its pattern.</param>
    /// <param name="weights">a·b·c·d weights in the order (a, b, c, d).</param>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights, or the pattern is the default one.</exception>
    public KroneckerProduct(KroneckerPattern pattern, ReadOnlySpan<float> weights, SimdLevel? simd = null)
    {
        if (pattern.A == 0)
            throw new ArgumentException("The pattern is the default one, of no blocks; a factor has a pattern (a, b, c, d).", nameof(pattern));
        Pattern = pattern;
        _size = TiledPattern.Of(pattern.A, pattern.B, pattern.C, pattern.D);
        _weights = KroneckerLinear.Pack(typeof(TiledPattern), _size, weights, Epilogue.Of(_size.Outputs));
        _output = (_size.Inputs + Map.Lanes - 1) / Map.Lanes * Map.Lanes;
        _sampleWeights = new(OrderForSamples);
        _first = new Program(this, batchLast: false);
        _last = new Program(this, batchLast: true);
        _workspace = NewWorkspace(1, simd);
    }

    /// <summary>The pattern.</summary>
    public KroneckerPattern Pattern { get; }

    /// <summary>Multiplies a batch. One call at a time. Allocates only when the batch or the threads are more than ever before.</summary>
    /// <param name="x">batch x <see cref="KroneckerPattern.Columns"/> floats.</param>
    /// <param name="y">batch x <see cref="KroneckerPattern.Rows"/> floats; does not overlap <paramref name="x"/>.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="order">How both lie in memory.</param>
    /// <param name="threads">Threads that may take part, the caller's included. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">An array has another length, or they overlap.</exception>
    public void Multiply(ReadOnlySpan<float> x, Span<float> y, int batch, BatchOrder order, int threads = 1)
    {
        CheckArguments(batch, order, threads);
        CheckLength(x.Length, batch, Pattern.Columns, nameof(x));
        CheckLength(y.Length, batch, Pattern.Rows, nameof(y));
        if (y.Overlaps(x))
            throw new ArgumentException("The result and the operand overlap in memory.", nameof(y));

        var panels = (int)Math.Min(Math.Min(threads, Environment.ProcessorCount), ((long)batch + Panels.Samples - 1) / Panels.Samples);
        if (_workspace.Images < panels * Panels.Samples)
        {
            var larger = NewWorkspace(panels, _workspace.Simd);
            _workspace.Dispose();
            _workspace = larger;
        }

        using var reservation = _workspace.Reserve();
        if (order == BatchOrder.Last && BlockPass.Suits(_size, _workspace, batch))
        {
            BlockPass.Multiply(_size, _weights, _workspace, x, y, batch, threads);
            return;
        }

        if (order == BatchOrder.First && SampleProduct.Suits(_size))
        {
            SampleProduct.Multiply(_size, _sampleWeights.Value, _weights.Shift, _workspace.Simd, x, y, batch, threads);
            GC.KeepAlive(_weights);
            return;
        }

        if (Panels.Suit(_workspace, batch))
        {
            Panels.Run(order == BatchOrder.Last ? _last : _first, _workspace, new PanelPorts { Input0 = x, Output0 = y }, batch, threads);
            return;
        }

        var (from, to) = (new Map(0, _size.Inputs, 1, 1, 0), new Map(_output, _size.Outputs, 1, 1, 0));
        for (int first = 0, images; first < batch; first += images)
        {
            images = Math.Min(batch - first, _workspace.Images);
            var run = new Run(_workspace, images, threads);
            Maps.Load(run, x, first, batch, from, order == BatchOrder.Last);
            KroneckerFactor.Run(run, _size, _weights, 0, _output, residual: -1, relu: false, port: -1);
            Maps.Store(run, to, y, first, batch, order == BatchOrder.Last);
        }
    }

    /// <summary>Frees the workspace.</summary>
    public void Dispose() => _workspace.Dispose();

    private unsafe NativeBuffer OrderForSamples()
    {
        var ordered = SampleProduct.Pack(_size, _weights.Weights.Pointer);
        GC.KeepAlive(_weights);
        return ordered;
    }

    private Workspace NewWorkspace(int panels, SimdLevel? simd) =>
        new(checked(_output + ((_size.Outputs + Map.Lanes - 1) / Map.Lanes * Map.Lanes)), panels * Panels.Samples, simd);

    internal static void CheckArguments(int batch, BatchOrder order, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (order is not (BatchOrder.First or BatchOrder.Last))
            throw new ArgumentOutOfRangeException(nameof(order), order, "The samples of a batch come first or last.");
    }

    internal static void CheckLength(int length, int batch, int features, string name)
    {
        if (length != (long)batch * features)
            throw new ArgumentException($"'{name}' has {length} floats; {batch} samples of {features} features are {(long)batch * features}.", name);
    }

    private sealed class Program(KroneckerProduct product, bool batchLast) : IPanelProgram
    {
        public void RunPanel(in Run run)
        {
            var size = product._size;
            Panels.Load(run, port: 0, to: 0, size.Inputs, batchLast);
            KroneckerFactor.Run(run, size, product._weights, 0, product._output, residual: -1, relu: false, port: batchLast ? 0 : -1);
            if (!batchLast)
            {
                Panels.Store(run, port: 0, product._output, size.Outputs, batchLast: false);
            }
        }
    }
}
