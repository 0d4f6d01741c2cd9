using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels;

/// <summary>
/// The affine map that follows a layer, channel by channel: y = scale x + shift, composed in double and folded into the
/// layer's weights when they are packed. Steps apply in the order of the calls.
/// </summary>
/// <example><code>
/// DirectConv2D.Pack&lt;Shape&gt;(weight, Epilogue.Of(64).Bias(bias).BatchNorm(gamma, beta, mean, variance, 1e-5));
/// </code></example>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Epilogue
{
    private readonly double[] _scale;
    private readonly double[] _shift;

    private Epilogue(int channels)
    {
        _scale = new double[channels];
        _shift = new double[channels];
        Array.Fill(_scale, 1.0);
    }

    /// <summary>Channels.</summary>
    public int Channels => _scale.Length;

    /// <summary>What each channel is multiplied by.</summary>
    public ReadOnlySpan<double> ScaleFactors => _scale;

    /// <summary>What is added to each channel after that.</summary>
    public ReadOnlySpan<double> Shifts => _shift;

    /// <summary>The identity.</summary>
    public static Epilogue Of(int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        return new Epilogue(channels);
    }

    /// <summary>y + bias.</summary>
    public Epilogue Bias(ReadOnlySpan<float> bias)
    {
        Check(bias.Length, nameof(bias));
        for (var i = 0; i < bias.Length; i++)
        {
            _shift[i] += bias[i];
        }

        return this;
    }

    /// <summary>weight · y.</summary>
    public Epilogue Scale(ReadOnlySpan<float> weight)
    {
        Check(weight.Length, nameof(weight));
        for (var i = 0; i < weight.Length; i++)
        {
            _scale[i] *= weight[i];
            _shift[i] *= weight[i];
        }

        return this;
    }

    /// <summary>weight · y, of one weight for all channels.</summary>
    public Epilogue Scale(float weight)
    {
        for (var i = 0; i < Channels; i++)
        {
            _scale[i] *= weight;
            _shift[i] *= weight;
        }

        return this;
    }

    /// <summary>weight · y + bias.</summary>
    public Epilogue Scale(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias) => Scale(weight).Bias(bias);

    /// <summary>Batch-norm at inference: a y + beta - a mean, a = gamma / sqrt(variance + epsilon).</summary>
    public Epilogue BatchNorm(ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, double epsilon)
    {
        Check(gamma.Length, nameof(gamma));
        Check(beta.Length, nameof(beta));
        Check(mean.Length, nameof(mean));
        Check(variance.Length, nameof(variance));
        for (var i = 0; i < gamma.Length; i++)
        {
            var a = gamma[i] / Math.Sqrt(variance[i] + epsilon);
            _scale[i] *= a;
            _shift[i] = (a * (_shift[i] - mean[i])) + beta[i];
        }

        return this;
    }

    /// <summary>Batch-norm without factor and shift of its own: a (y - mean), a = 1 / sqrt(variance + epsilon).</summary>
    public Epilogue BatchNorm(ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, double epsilon)
    {
        Check(mean.Length, nameof(mean));
        Check(variance.Length, nameof(variance));
        for (var i = 0; i < mean.Length; i++)
        {
            var a = 1 / Math.Sqrt(variance[i] + epsilon);
            _scale[i] *= a;
            _shift[i] = a * (_shift[i] - mean[i]);
        }

        return this;
    }

    /// <summary>The shifts as floats, padded with zeros to whole blocks.</summary>
    internal unsafe NativeBuffer PackShifts()
    {
        var buffer = new NativeBuffer((Channels + Map.Lanes - 1) / Map.Lanes * Map.Lanes);
        for (var i = 0; i < Channels; i++)
        {
            buffer.Pointer[i] = (float)_shift[i];
        }

        return buffer;
    }

    /// <summary>Refuses an epilogue for another number of channels.</summary>
    internal void CheckChannels(int channels)
    {
        if (Channels != channels)
        {
            throw new ArgumentException($"The epilogue has {Channels} channels, the layer has {channels}.");
        }
    }

    private void Check(int length, string name)
    {
        if (length != Channels)
        {
            throw new ArgumentException($"'{name}' has {length} elements for {Channels} channels.", name);
        }
    }
}
