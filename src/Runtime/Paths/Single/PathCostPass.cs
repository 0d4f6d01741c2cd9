using System;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The Φ-costs of all parameters of a network in single precision (Section 3.5.1): the path-norm pass followed by its
/// adjoint, θ_i ∂‖Φ‖₁/∂θ_i for every parameter θ_i. Emitted; packed once for some parameters, then run as often as asked.
/// A run allocates nothing to speak of.
/// </summary>
/// <remarks>
/// Packed for another exponent q it gives Σ |Φ_p|^q over the paths p through each parameter. Relative errors are of the order
/// of 1e-6; costs below 2^-126 of the largest lose digits.
/// </remarks>
/// <example><code>
/// using var pass = net.Paths.CreateCostPass();
/// pass.Pack(net.Parameters);
/// pass.Run(threads: 2);
/// Console.WriteLine(pass.Costs[0] * Math.Pow(2, pass.CostExponent));
/// </code></example>
public abstract unsafe class PathCostPass : PathNormPass
{
    private readonly int _parameterCount;
    private readonly NativeBuffer _costs;

    /// <param name="workspaceSize">Floats of workspace.</param>
    /// <param name="parameterCount">Elements of the parameter store.</param>
    /// <param name="costCount">Elements that the steps write: those of the store, then those of tensors' further uses.</param>
    /// <param name="resultSizes">The sizes of the outputs.</param>
    protected PathCostPass(int workspaceSize, int parameterCount, int costCount, params int[] resultSizes)
        : base(workspaceSize, resultSizes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(costCount, parameterCount);
        _parameterCount = parameterCount;
        _costs = new NativeBuffer(costCount);
        CostCount = costCount;
    }

    /// <summary>
    /// What the last run computed, over 2^<see cref="CostExponent"/>, by index in the parameter store: at the place of a
    /// batch-norm's γ the cost of its factor a, at that of β the cost of its shift c, zero at running statistics.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The pass is disposed.</exception>
    public ReadOnlySpan<float> Costs
    {
        get
        {
            ObjectDisposedException.ThrowIf(_costs.Pointer == null, this);
            return new(_costs.Pointer, _parameterCount);
        }
    }

    /// <summary>The power of two that <see cref="Costs"/> are to be multiplied by.</summary>
    public long CostExponent { get; private set; }

    private int CostCount { get; }

    /// <inheritdoc/>
    protected sealed override void Derive(PathScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        DeriveNorm(scaling);
        var adjoint = new AdjointScaling(scaling);
        DeriveAdjoint(adjoint);
        CostExponent = adjoint.Exponent;
    }

    /// <summary>Walks the rewritten net: one call a node.</summary>
    protected abstract void DeriveNorm(PathScaling scaling);

    /// <summary>Derives the tensors of the way back: one call each.</summary>
    protected abstract void DeriveAdjoint(AdjointScaling adjoint);

    /// <summary>Part of the cost array.</summary>
    protected Span<float> CostSlot(int offset, int size)
    {
        ObjectDisposedException.ThrowIf(_costs.Pointer == null, this);
        if (offset < 0 || size < 0 || offset > CostCount - size)
            throw new ArgumentOutOfRangeException(nameof(offset), $"Costs {offset} to {(long)offset + size} are outside the {CostCount} that the pass has.");
        return new(_costs.Pointer + offset, size);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _costs.Dispose();
        base.Dispose(disposing);
    }
}
