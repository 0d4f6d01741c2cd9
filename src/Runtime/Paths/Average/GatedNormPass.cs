using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Gates;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>
/// The gated norms Σ_p |Φ_p(θ)| a_p(θ, x) of a group of samples: one forward pass of |θ| from inputs of ones through the
/// gates that each x opens. The values of a layer share a power of two, so that no depth overflows; where that could lose digits,
/// <see cref="WideGatedNormPass"/> takes over.
/// </summary>
internal sealed class GatedNormPass
{
    // Beyond these a layer takes a new power of two; products of two such numbers are far from the ends of a double's range.
    private const double Large = 1e100, Small = 1e-100;

    /// <summary>Numbers further below the largest of a layer could lose digits in the next.</summary>
    private const int Depth = 450;

    private static readonly double Deepest = Math.ScaleB(1, -Depth);

    private readonly Architecture _architecture;
    private readonly double[] _sizes;
    private readonly ForwardGates _gates;
    private readonly Vector512<double>[]?[] _norms;
    private readonly long[] _exponents;
    private bool _isWide;

    private GatedNormPass(Architecture architecture, double[] sizes, ForwardGates gates)
    {
        (_architecture, _sizes, _gates) = (architecture, sizes, gates);
        _norms = new Vector512<double>[architecture.Layers.Count][];
        _exponents = new long[architecture.Layers.Count];
    }

    /// <summary>The gated norms, by output and lane.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="sizes">The absolute values of its effective parameters.</param>
    /// <param name="gates">What is active.</param>
    public static Magnitude[][] Run(Architecture architecture, double[] sizes, ForwardGates gates)
    {
        var pass = new GatedNormPass(architecture, sizes, gates);
        var lastUse = ForwardGates.LastUses(architecture);
        for (var layer = 0; layer < lastUse.Length; layer++)
        {
            pass.Forward(layer);
            if (pass._isWide)
                return WideGatedNormPass.Run(architecture, sizes, gates);

            foreach (var input in architecture.Layers[layer].Inputs.Where(input => lastUse[input] == layer))
            {
                pass._norms[input] = null;
            }
        }

        return [.. architecture.Outputs.SelectMany(pass.Results)];
    }

    private Magnitude[][] Results(int layer) => Array.ConvertAll(_norms[layer]!, lanes =>
    {
        var results = new Magnitude[SampleGroup.Lanes];
        for (var lane = 0; lane < results.Length; lane++)
        {
            results[lane] = new(lanes[lane], _exponents[layer]);
        }

        return results;
    });

    private void Forward(int index)
    {
        var layer = _architecture.Layers[index];
        var norms = new Vector512<double>[layer.Size];
        if (layer.IsInput)
        {
            norms.AsSpan().Fill(Vector512<double>.One);
            _norms[index] = norms;
            return;
        }

        // Nothing is scaled up on the way in, not even a bias.
        var exponent = layer.Inputs.Max(input => _exponents[input]);
        var hasBias = Enumerable.Range(0, layer.Size).Any(neuron => layer.BiasOf(neuron) is >= 0 and var bias && _sizes[bias] != 0);
        exponent = hasBias ? Math.Max(exponent, 0) : exponent;
        _isWide |= (hasBias && exponent > Depth) || layer.Inputs.Any(input => exponent - Depth > _exponents[input]);

        if (LaneMap.Covers(layer))
        {
            LaneMap.Apply(layer, _sizes, _norms[layer.Inputs[0]]!, norms);
            Scale(norms, PowerOfTwo(_exponents[layer.Inputs[0]] - exponent));
        }
        else
        {
            var sums = new GatedSums(
                _sizes,
                [.. layer.Inputs.Select(input => _norms[input]!)],
                [.. layer.Inputs.Select(input => PowerOfTwo(_exponents[input] - exponent))],
                norms);
            _gates.Visit(index, ref sums);
        }

        AddBiases(layer, _gates[index].Open, norms, PowerOfTwo(-exponent));
        _exponents[index] = exponent + Rescale(norms);
        _norms[index] = norms;
    }

    private void AddBiases(Layer layer, Vector512<double>[]? open, Vector512<double>[] norms, double scale)
    {
        for (var neuron = 0; neuron < norms.Length; neuron++)
        {
            if (layer.BiasOf(neuron) is >= 0 and var bias)
                norms[neuron] += Vector512.Create(_sizes[bias] * scale) & (open is null ? Vector512<double>.AllBitsSet : open[neuron]);
        }
    }

    private long Rescale(Vector512<double>[] norms)
    {
        var (largest, smallest) = (Vector512<double>.Zero, Vector512.Create(double.PositiveInfinity));
        foreach (var norm in norms)
        {
            largest = Vector512.Max(largest, norm);
            smallest = Vector512.Min(smallest, Vector512.ConditionalSelect(Vector512.Equals(norm, Vector512<double>.Zero), smallest, norm));
        }

        var (max, min) = (0.0, double.PositiveInfinity);
        for (var lane = 0; lane < SampleGroup.Lanes; lane++)
        {
            max = Math.Max(max, largest[lane]);
            min = Math.Min(min, smallest[lane]);
        }

        _isWide |= min < max * Deepest;
        if (max is 0 or (> Small and < Large))
            return 0;

        var shift = Math.ILogB(max);
        Scale(norms, PowerOfTwo(-shift));
        return shift;
    }

    private static void Scale(Vector512<double>[] norms, double factor)
    {
        if (factor == 1)
            return;
        foreach (ref var norm in norms.AsSpan())
        {
            norm *= Vector512.Create(factor);
        }
    }

    private static double PowerOfTwo(long exponent) => Math.ScaleB(1, (int)Math.Clamp(exponent, -2000, 2000));
}
