using System;
using System.Collections.Generic;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths.Costs;
using NetSpec.Runtime.Paths.Passes;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The Φ-costs of all parameters of a network in single precision (Section 3.5.1): the path-norm pass followed by its
/// adjoint, θ_i ∂‖Φ‖₁/∂θ_i for every parameter θ_i. Emitted; packed once for some parameters, then run as often as asked.
/// A run allocates nothing to speak of.
/// </summary>
/// <remarks>
/// Packed for another exponent q it gives Σ |Φ_p|^q over the paths p through each parameter. Relative errors are of the order
/// of 1e-6, whatever the size of a cost; they grow with the depth, up to <see cref="PathCosts.Margin"/>. Where the range of a float does not suffice, the cost
/// stands as an upper bound and is counted in <see cref="EstimateCount"/>; <see cref="PathAnalysis.Costs(Precision, int)"/>
/// then computes in double.
/// </remarks>
/// <example><code>
/// using var pass = net.Paths.CreateCostPass();
/// pass.Pack(net.Parameters);
/// pass.Run(threads: 2);
/// Console.WriteLine(pass.CostOf(0)); // = pass.Costs[0] * 2^pass.CostExponent
/// </code></example>
public abstract unsafe class PathCostPass : PathNormPass
{
    private readonly NativeBuffer _sums;
    private readonly int _sumCount;
    private ParameterStore? _source;
    private List<LayerCosts> _layers = [];
    private CostTable? _costs;
    private Magnitude _scale;

    /// <param name="workspaceSize">Floats of workspace.</param>
    /// <param name="sumCount">Sums that the steps write.</param>
    /// <param name="resultSizes">The sizes of the outputs.</param>
    protected PathCostPass(int workspaceSize, int sumCount, params int[] resultSizes)
        : base(workspaceSize, resultSizes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sumCount);
        _sums = new NativeBuffer(sumCount);
        _sumCount = sumCount;
    }

    /// <summary>
    /// What the last run computed, over 2^<see cref="CostExponent"/>, by index in the parameter store: at the place of a
    /// batch-norm's γ the cost of its factor a, at that of β the cost of its shift c, zero at running statistics. A cost below
    /// the range of such a double stands as a subnormal number; <see cref="CostOf"/> has its digits.
    /// </summary>
    /// <remarks>The first look after a run makes them, from the run's sums.</remarks>
    /// <exception cref="InvalidOperationException">The pass was not packed.</exception>
    /// <exception cref="ObjectDisposedException">The pass is disposed.</exception>
    public ReadOnlySpan<double> Costs => Table.Values;

    /// <summary>The power of two that <see cref="Costs"/> are to be multiplied by: 0 unless the norm is beyond 2^±512.</summary>
    public long CostExponent => CostTable.ExponentFor(_scale);

    /// <summary>How many costs of the last run are upper bounds, because the range of a float did not suffice for them.</summary>
    public int EstimateCount => Table.Estimates;

    /// <summary>The costs of the last run as they are made.</summary>
    internal CostTable Table
    {
        get
        {
            ObjectDisposedException.ThrowIf(_sums.Pointer == null, this);
            return _costs ??= Make(_source ?? throw new InvalidOperationException("Pack the pass and run it; then it has costs."));
        }
    }

    /// <summary>The cost of a parameter, as the last run computed it.</summary>
    /// <param name="index">The parameter's index in the store.</param>
    public Magnitude CostOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Table.Values.Length);
        return Table[index];
    }

    private protected sealed override ParameterStore Source(ParameterStore parameters) =>
        _source = new ParameterStore(parameters.Layout, parameters.Values.ToArray());

    private protected sealed override void Ran() => _costs = null;

    /// <inheritdoc/>
    protected sealed override void Derive(PathScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        DeriveNorm(scaling);
        var adjoint = new AdjointScaling(scaling);
        DeriveAdjoint(adjoint);
        (_layers, _costs, _scale) = (adjoint.Layers, null, Magnitude.Zero);
        foreach (var result in scaling.Results)
        {
            foreach (var bound in result.Bounds)
            {
                _scale += bound;
            }
        }
    }

    /// <summary>Walks the rewritten net: one call a node.</summary>
    protected abstract void DeriveNorm(PathScaling scaling);

    /// <summary>Derives the tensors of the way back, one call each, and says how costs follow from sums, one call a layer.</summary>
    protected abstract void DeriveAdjoint(AdjointScaling adjoint);

    /// <summary>Part of the array of sums that costs are made of.</summary>
    protected Span<float> Sums(int offset, int size)
    {
        ObjectDisposedException.ThrowIf(_sums.Pointer == null, this);
        if (offset < 0 || size < 0 || offset > _sumCount - size)
            throw new ArgumentOutOfRangeException(nameof(offset), $"Sums {offset} to {(long)offset + size} are outside the {_sumCount} that the pass has.");
        return new(_sums.Pointer + offset, size);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _sums.Dispose();
        base.Dispose(disposing);
    }

    private CostTable Make(ParameterStore source)
    {
        CostTable costs = new(source.Values.Length, _scale);
        foreach (var layer in _layers)
        {
            layer.Run(_sums.Pointer, costs);
        }

        GC.KeepAlive(_sums);
        return costs.Settle();
    }
}
