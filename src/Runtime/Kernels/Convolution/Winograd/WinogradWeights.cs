using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>Transformed weights: [point][32 output channels][input channel][output lane], in the order in which products are made.</summary>
internal static unsafe class WinogradWeights
{
    private const int Panel = 2 * Map.Lanes;

    private const int Taps = 9;

    /// <summary>Channels of the result that are transformed together, lane by lane in the same steps as one alone.</summary>
    private const int Group = 8;

    /// <summary>
    /// G w Gᵀ of every kernel (out, in, 3, 3), times its channel's factor, in double and rounded once. The last panel of an odd number of
    /// blocks is 16 lanes wide.
    /// </summary>
    public static NativeBuffer Pack<TTransform>(ReadOnlySpan<float> weight, ReadOnlySpan<double> factors, int outChannels, int inChannels)
        where TTransform : struct, IWinogradTransform
    {
        var points = (TTransform.Outputs + 2) * (TTransform.Outputs + 2);
        var outBlocks = (outChannels + Map.Lanes - 1) / Map.Lanes;
        var point = (long)outBlocks * Map.Lanes * inChannels;
        var buffer = NativeBuffer.Untouched(point * points);
        fixed (float* values = weight)
        fixed (double* scale = factors)
        {
            Job job = new()
            {
                Weight = values, Target = buffer.Pointer, Factors = scale, Length = weight.Length, OutChannels = outChannels, InChannels = inChannels,
                OutBlocks = outBlocks, Point = point,
            };

            // About a nanosecond a float.
            WorkerPool.Shared.For(Environment.ProcessorCount, (outBlocks + 1) / 2, point * points, &PackPanel<TTransform>, &job);
        }

        return buffer;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackPanel<TTransform>(void* state, int panel)
        where TTransform : struct, IWinogradTransform
    {
        var job = *(Job*)state;
        var weight = new ReadOnlySpan<float>(job.Weight, job.Length);
        var factors = new ReadOnlySpan<double>(job.Factors, job.OutChannels);
        var points = (TTransform.Outputs + 2) * (TTransform.Outputs + 2);
        var first = panel * Panel;
        var target = job.Target + ((long)first * job.InChannels);

        // All points of one input channel of a panel: whole cache lines then go to each point.
        Span<float> transformed = stackalloc float[points * Panel];
        Span<double> gathered = stackalloc double[Taps * Group];
        var lanes = ConvChannels.PanelBlocks(job.OutBlocks, panel) * Map.Lanes;
        var channels = Math.Min(lanes, job.OutChannels - first);
        transformed.Clear();
        for (var inChannel = 0; inChannel < job.InChannels; inChannel++, target += lanes)
        {
            var lane = 0;
            for (; lane <= channels - Group; lane += Group)
            {
                Gather(weight, first + lane, job.InChannels, inChannel, gathered);
                TransformGroup(TTransform.Kernel, gathered, factors.Slice(first + lane, Group), transformed[lane..]);
            }

            for (; lane < channels; lane++)
            {
                Transform(TTransform.Kernel, weight.Slice(Place(first + lane, job.InChannels, inChannel), Taps), factors[first + lane], transformed[lane..]);
            }

            for (var i = 0; i < points; i++)
            {
                transformed.Slice(i * Panel, lanes).CopyTo(new Span<float>(target + (i * job.Point), lanes));
            }
        }
    }

    private static int Place(int outChannel, int inChannels, int inChannel) => checked((int)((((long)outChannel * inChannels) + inChannel) * Taps));

    /// <summary>The windows of a group of channels, the same tap of all of them side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(ReadOnlySpan<float> weight, int outChannel, int inChannels, int inChannel, Span<double> gathered)
    {
        for (var lane = 0; lane < Group; lane++)
        {
            var window = weight.Slice(Place(outChannel + lane, inChannels, inChannel), Taps);
            for (var tap = 0; tap < Taps; tap++)
            {
                gathered[(tap * Group) + lane] = window[tap];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformGroup(ReadOnlySpan<double> g, ReadOnlySpan<double> gathered, ReadOnlySpan<double> factors, Span<float> target)
    {
        var w = MemoryMarshal.Cast<double, Vector512<double>>(gathered);
        var factor = Vector512.Create(factors);
        for (var i = 0; i < g.Length; i += 3)
        {
            var (g0, g1, g2) = (factor * g[i], factor * g[i + 1], factor * g[i + 2]);
            var c0 = (g0 * w[0]) + (g1 * w[3]) + (g2 * w[6]);
            var c1 = (g0 * w[1]) + (g1 * w[4]) + (g2 * w[7]);
            var c2 = (g0 * w[2]) + (g1 * w[5]) + (g2 * w[8]);
            for (var j = 0; j < g.Length; j += 3)
            {
                var value = (c0 * g[j]) + (c1 * g[j + 1]) + (c2 * g[j + 2]);
                Vector256.Narrow(value.GetLower(), value.GetUpper()).CopyTo(target[(((i / 3 * (g.Length / 3)) + (j / 3)) * Panel)..]);
            }
        }
    }

    /// <summary>G w Gᵀ, a point every 32 floats.</summary>
    private static void Transform(ReadOnlySpan<double> g, ReadOnlySpan<float> w, double factor, Span<float> target)
    {
        for (var i = 0; i < g.Length; i += 3)
        {
            var (g0, g1, g2) = (factor * g[i], factor * g[i + 1], factor * g[i + 2]);
            var c0 = (g0 * w[0]) + (g1 * w[3]) + (g2 * w[6]);
            var c1 = (g0 * w[1]) + (g1 * w[4]) + (g2 * w[7]);
            var c2 = (g0 * w[2]) + (g1 * w[5]) + (g2 * w[8]);
            for (var j = 0; j < g.Length; j += 3)
            {
                target[((i / 3 * (g.Length / 3)) + (j / 3)) * Panel] = (float)((g[j] * c0) + (g[j + 1] * c1) + (g[j + 2] * c2));
            }
        }
    }

    private struct Job
    {
        public float* Weight, Target;
        public double* Factors;
        public long Point;
        public int Length, OutChannels, InChannels, OutBlocks;
    }
}
