using System;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>
/// What a sweep knows of a layer: a number for each neuron, and for each channel the power of two that its numbers are
/// multiplied by. So parameters rescaled by any power of two, channel by channel, neither overflow nor lose a bit.
/// </summary>
internal sealed class LayerValues
{
    /// <summary>The exponent of a channel whose numbers are all zero: below every other.</summary>
    public const long Nothing = long.MinValue / 4;

    public LayerValues(int channels, int pixels)
        : this(GC.AllocateUninitializedArray<double>(channels * pixels), new long[channels])
    {
    }

    private LayerValues(double[] data, long[] exponents) => (Data, Exponents) = (data, exponents);

    /// <summary>A number for each neuron.</summary>
    public double[] Data { get; }

    /// <summary>A power of two for each channel.</summary>
    public long[] Exponents { get; }

    /// <summary>Neurons of a channel.</summary>
    public int Pixels => Data.Length / Exponents.Length;

    /// <summary>How many layers have these values and may still be read.</summary>
    public int Holders { get; set; }

    /// <summary>The numbers of a channel.</summary>
    public Span<double> Channel(int channel) => Data.AsSpan(channel * Pixels, Pixels);

    /// <summary>A neuron's value.</summary>
    public Magnitude this[int neuron] =>
        Data[neuron] == 0 ? Magnitude.Zero : new Magnitude(Data[neuron], Exponents[neuron / Pixels]);

    /// <summary>All neurons of a layer with one value.</summary>
    public static LayerValues Constant(int channels, int pixels, double value)
    {
        var values = new LayerValues(channels, pixels);
        values.Data.AsSpan().Fill(value);
        if (value == 0)
            values.Exponents.AsSpan().Fill(Nothing);
        return values;
    }

    /// <summary>Says that a channel's numbers are multiplied by 2^exponent, and brings them into range.</summary>
    /// <returns>Whether one exponent does not do for all of them.</returns>
    /// <inheritdoc cref="IPathArithmetic.Settle"/>
    public bool Settle<TArithmetic>(TArithmetic arithmetic, int channel, long exponent, bool hasDeepTerms)
        where TArithmetic : struct, IPathArithmetic
    {
        var taken = arithmetic.Settle(Channel(channel), hasDeepTerms, out var isWide);
        Exponents[channel] = taken == Nothing ? Nothing : exponent + taken;
        return isWide;
    }
}
