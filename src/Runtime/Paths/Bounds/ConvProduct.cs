using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Bounds;

/// <summary>
/// The step of <see cref="PathProduct"/> for a convolution, without walking over its edges: all channels of a group have
/// the same largest antecedent at a position, and the norm of a neuron is a sum over the taps of its window that are not
/// padding, each tap summed over channels once.
/// </summary>
internal static class ConvProduct
{
    /// <summary>Adds ‖θ^{→v}‖_q^q · max of the antecedents to the result of each neuron.</summary>
    /// <param name="layer">The convolution.</param>
    /// <param name="source">The values of its operand.</param>
    /// <param name="results">One a neuron, the bias in it.</param>
    /// <param name="powers">|θ_i|^q.</param>
    public static void Add(ConvLayer layer, Magnitude[] source, Magnitude[] results, double[] powers)
    {
        var (shape, operand) = (layer.Shape, layer.Operands[0]);
        var (inChannels, outChannels) = (operand.Channels / layer.Groups, shape.Channels / layer.Groups);
        var sums = new double[layer.Kernel.Height * layer.Kernel.Width];
        var largest = new Magnitude[operand.Height * operand.Width];
        for (var group = 0; group < layer.Groups; group++)
        {
            Array.Clear(largest);
            for (var i = 0; i < inChannels * largest.Length; i++)
            {
                ref var slot = ref largest[i % largest.Length];
                slot = Max(slot, source[(group * inChannels * largest.Length) + i]);
            }

            var windows = Windows(layer, largest);
            for (var channel = group * outChannels; channel < (group + 1) * outChannels; channel++)
            {
                Array.Clear(sums);
                for (var i = 0; i < inChannels * sums.Length; i++)
                {
                    sums[i % sums.Length] += powers[layer.Weight + (channel * inChannels * sums.Length) + i];
                }

                Combine(layer, sums, windows, results.AsSpan(channel * windows.Length, windows.Length));
            }
        }
    }

    private static Magnitude[] Windows(ConvLayer layer, Magnitude[] largest)
    {
        var windows = new Magnitude[layer.Shape.Height * layer.Shape.Width];
        for (var i = 0; i < windows.Length; i++)
        {
            foreach (var (_, pixel) in new Taps(layer, i))
            {
                windows[i] = Max(windows[i], largest[pixel]);
            }
        }

        return windows;
    }

    private static void Combine(ConvLayer layer, double[] sums, Magnitude[] windows, Span<Magnitude> results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            var norm = 0.0;
            foreach (var (tap, _) in new Taps(layer, i))
            {
                norm += sums[tap];
            }

            results[i] += new Magnitude(norm) * windows[i];
        }
    }

    private static Magnitude Max(Magnitude left, Magnitude right) => left < right ? right : left;

    /// <summary>The taps of the window at an output pixel that are not padding, each with the pixel of the operand under it.</summary>
    private struct Taps(ConvLayer layer, int output)
    {
        private readonly Extent _source = layer.Operands[0];
        private readonly int _top = (output / layer.Shape.Width * layer.Stride.Height) - layer.Padding.Top;
        private readonly int _left = (output % layer.Shape.Width * layer.Stride.Width) - layer.Padding.Left;
        private int _tap = -1;

        public (int Tap, int Pixel) Current { get; private set; }

        public readonly Taps GetEnumerator() => this;

        public bool MoveNext()
        {
            while (++_tap < layer.Kernel.Height * layer.Kernel.Width)
            {
                var row = _top + (_tap / layer.Kernel.Width * layer.Dilation.Height);
                var column = _left + (_tap % layer.Kernel.Width * layer.Dilation.Width);
                if ((uint)row < (uint)_source.Height && (uint)column < (uint)_source.Width)
                {
                    Current = (_tap, (row * _source.Width) + column);
                    return true;
                }
            }

            return false;
        }
    }
}
