using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Paths.Norms;
using NetSpec.Runtime.Paths.Passes;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The path-norm pass of a network in single precision (Theorem 3.1.1): the forward program of the rewritten net, with
/// weights |θ|^q, sums in place of pools, no activations, and ones for inputs. Emitted; packed once for some parameters
/// and an exponent, then run as often as asked. A run allocates nothing.
/// </summary>
/// <example><code>
/// using var pass = net.Paths.CreateNormPass();
/// pass.Pack(net.Parameters, q: 2);
/// Console.WriteLine(pass.Norm(r: 1));
/// </code></example>
public abstract class PathNormPass : IDisposable
{
    private readonly int _workspaceSize;
    private readonly float[][] _results;
    private ScaledValue[] _scales = [];
    private PathWeights? _parameters;
    private PathPower _power;
    private Workspace? _workspace;
    private bool _isDisposed;

    /// <param name="workspaceSize">Floats of workspace.</param>
    /// <param name="resultSizes">The sizes of the outputs.</param>
    protected PathNormPass(int workspaceSize, params int[] resultSizes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workspaceSize);
        ArgumentNullException.ThrowIfNull(resultSizes);
        _workspaceSize = workspaceSize;
        _results = Array.ConvertAll(resultSizes, size => new float[size]);
    }

    /// <summary>The parameters that it can be packed with; null where nobody said so.</summary>
    internal ParameterLayout? StoreLayout { get; set; }

    /// <summary>The vector width of the kernels; the machine's best by default.</summary>
    public SimdLevel Simd { get; init; } = SimdLevels.Best;

    /// <summary>The number of output neurons.</summary>
    public int OutputCount
    {
        get
        {
            var count = 0;
            foreach (var result in _results)
            {
                count += result.Length;
            }

            return count;
        }
    }

    /// <summary>The exponent the pass was packed for.</summary>
    /// <exception cref="InvalidOperationException">It was not packed.</exception>
    public double Exponent
    {
        get
        {
            _ = Parameters;
            return _power.Exponent;
        }
    }

    /// <summary>Whether a run reads tensors as they are: neurons spelt one by one do.</summary>
    protected virtual bool ReadsValues => false;

    /// <summary>The tensors of the pass.</summary>
    protected PathWeights Parameters => _parameters ?? throw new InvalidOperationException("Pack the pass before it runs.");

    /// <summary>Brings parameters into the form the kernels read.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="q">The exponent: from 2^-20 to 6. The q-th root of a norm has 1/q times the relative error of its power.</param>
    /// <param name="starts">Which paths count.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite; the message names the first. Or the store belongs to another network.</exception>
    /// <exception cref="ObjectDisposedException">The pass is disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is out of range; the double-precision engine takes larger ones.
    /// Or the paths start neither at inputs nor at biases.</exception>
    public void Pack(ParameterStore parameters, double q = 1, PathStarts starts = PathStarts.All)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (StoreLayout is not null && !parameters.Layout.Equals(StoreLayout))
            throw new ArgumentException("The store belongs to another network than the pass.", nameof(parameters));
        var power = new PathPower(q);
        PathNorms.CheckStarts(starts);
        AbsoluteParameters.CheckFinite(parameters);
        var scaling = new PathScaling(Source(parameters), power, starts);
        Derive(scaling);
        PackWeights(scaling.Weights);
        if (ReadsValues)
            scaling.Weights.Keep();
        (_parameters, _power, _scales) = (scaling.Weights, power, [.. scaling.Results]);
    }

    /// <summary>Computes Σ |Φ_p|^q over the paths p to each output neuron.</summary>
    /// <param name="threads">How many threads may compute, the caller's among them. The result does not depend on it.</param>
    /// <exception cref="InvalidOperationException">The pass was not packed.</exception>
    /// <exception cref="ObjectDisposedException">The pass is disposed.</exception>
    public void Run(int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _ = Parameters;
        _workspace ??= new Workspace(_workspaceSize, simd: Simd);
        using var reservation = _workspace.Reserve();
        Compute(new Run(_workspace, 1, threads));
        Ran();
    }

    /// <summary>
    /// Whether the range of a float sufficed for every output of the last run. It does unless maps are small next to kernels
    /// whose taps differ by many powers of ten, layer after layer: units are chosen without regard to position.
    /// </summary>
    public bool RangeSuffices
    {
        get
        {
            for (var output = 0; output < _results.Length; output++)
            {
                for (var neuron = 0; neuron < _results[output].Length; neuron++)
                {
                    var bound = _scales[output].Bounds[neuron / (_results[output].Length / _scales[output].Channels)];
                    if (!bound.IsZero && Of(output, neuron) < bound * new Magnitude(CostRun.Least))
                        return false;
                }
            }

            return true;
        }
    }

    /// <summary>What the last run computed for an output neuron: ‖Φ^{→v}‖_q^q.</summary>
    /// <param name="neuron">Its number among all outputs.</param>
    public Magnitude PowerSum(int neuron)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(neuron);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neuron, OutputCount);
        var output = 0;
        for (; neuron >= _results[output].Length; output++)
        {
            neuron -= _results[output].Length;
        }

        return Of(output, neuron);
    }

    /// <summary>Runs the pass, then takes the norm of the norms ‖Φ^{→v}‖_q of the output neurons.</summary>
    /// <param name="r">The outer exponent, from 2^-20 to 2^20; infinity for the largest.</param>
    /// <param name="threads">How many threads may compute, the caller's among them.</param>
    public Magnitude Norm(double r = 1, int threads = 1)
    {
        PathNorms.CheckExponent(r, nameof(r));
        Run(threads);
        var total = Magnitude.Zero;
        for (var output = 0; output < _results.Length; output++)
        {
            for (var neuron = 0; neuron < _results[output].Length; neuron++)
            {
                var sum = Of(output, neuron);
                total = double.IsInfinity(r) ? (sum > total ? sum : total) : total + Power(sum, r / _power.Exponent);
            }
        }

        return Power(total, double.IsInfinity(r) ? 1 / _power.Exponent : 1 / r);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the workspace.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _workspace?.Dispose();
        (_workspace, _isDisposed) = (null, true);
    }

    /// <summary>The parameters that weights are derived from.</summary>
    private protected virtual ParameterStore Source(ParameterStore parameters) => parameters;

    /// <summary>A run has ended.</summary>
    private protected virtual void Ran()
    {
    }

    /// <summary>Walks the rewritten net: one call a node.</summary>
    protected abstract void Derive(PathScaling scaling);

    /// <summary>Packs every tensor for its kernel.</summary>
    protected abstract void PackWeights(PathWeights parameters);

    /// <summary>The steps of the pass.</summary>
    protected abstract void Compute(in Run run);

    /// <summary>Where an output goes.</summary>
    protected Span<float> Result(int output) => _results[output];

    private static Magnitude Power(Magnitude value, double exponent) => value.IsZero ? value : value.Pow(exponent);

    private Magnitude Of(int output, int neuron)
    {
        var scale = _scales[output];
        var channel = neuron / (_results[output].Length / scale.Channels);
        return scale.Bounds[channel].IsZero ? Magnitude.Zero : new Magnitude(_results[output][neuron]) * scale.Units[channel];
    }
}
