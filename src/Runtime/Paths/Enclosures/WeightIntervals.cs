using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Enclosures;

/// <summary>
/// The absolute values of a layer's weights and biases as intervals. Floats are doubles, exactly; a batch-norm's a and c, and frozen weights that
/// may have been rounded, have two ends.
/// </summary>
internal readonly ref struct WeightIntervals
{
    /// <summary>Relative room for at most eight roundings, twice.</summary>
    private const double Room = 16 * Rounding.Unit;

    private readonly ReadOnlySpan<float> _values;
    private readonly Layer _layer;
    private readonly BatchNormLayer? _norm;

    public WeightIntervals(Layer layer, ReadOnlySpan<float> values)
    {
        _values = values;
        _layer = layer;
        _norm = layer as BatchNormLayer;
    }

    /// <summary>The interval of the weight at an index of the store.</summary>
    public (double Lower, double Upper) Weight(int index)
    {
        if (_norm is null)
            return Exactly(_values[index]);
        var a = Factor(index - _norm.Gamma);
        return (a * (1 - Room), a * (1 + Room));
    }

    /// <summary>The interval of the bias at an index of θ.</summary>
    public (double Lower, double Upper) Bias(int index)
    {
        if (index == _layer.FrozenBiasIndex)
            return Frozen(_layer.FrozenBias);
        if (_norm is null)
            return Exactly(_values[index]);

        // c = β − aμ, whose digits may cancel: what is rounded is measured by its terms.
        var channel = index - _norm.Beta;
        var beta = _norm.IsAffine ? _values[index] : 0.0;
        var shift = (_norm.IsAffine ? Math.Sign(_values[_norm.Gamma + channel]) : 1) * Factor(channel) * _values[_norm.Mean + channel];
        var (value, error) = (Math.Abs(beta - shift), (Math.Abs(beta) + Math.Abs(shift)) * Room);
        return (Math.Max(0, value - error), value + error);
    }

    /// <summary>The interval of a frozen weight.</summary>
    public static (double Lower, double Upper) Frozen(double constant)
    {
        var value = Math.Abs(constant);
        return value == Math.Floor(value) || Math.ScaleB(1, Math.ILogB(value)) == value ? (value, value) : (value * (1 - Room), value * (1 + Room));
    }

    private static (double Lower, double Upper) Exactly(float value) => (Math.Abs((double)value), Math.Abs((double)value));

    /// <summary>|a| = |γ|/√(s + ε), rounded.</summary>
    private double Factor(int channel) =>
        (_norm!.IsAffine ? Math.Abs((double)_values[_norm.Gamma + channel]) : 1) / Math.Sqrt(_values[_norm.Variance + channel] + _norm.Epsilon);
}
