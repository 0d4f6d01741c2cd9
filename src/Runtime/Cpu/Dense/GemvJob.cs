using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// A matrix times one or two vectors, where reading the weights is all the time it takes: four panels at once, so that
/// four streams are read and eight sums a vector hide each other's latency. Sums run in the order of <see cref="ConvJob"/>.
/// </summary>
internal unsafe struct GemvJob
{
    /// <summary>More vectors than this are a matrix product.</summary>
    public const int MaxVectors = 2;

    public float* Input, Output, Residual, Weights, Shift;

    /// <summary>Floats from one vector to the other.</summary>
    public nint Stride;

    public int Vectors, Length, OutBlocks;
    public float Floor;

    private const int ChunkPanels = 4, PanelLanes = 2 * Map.Lanes;

    // What one core reads from its caches, roughly.
    private const long FloatsPerNanosecond = 16;

    public void Run(in Run run)
    {
        delegate*<void*, int, void> body = run.Simd == SimdLevel.Vector512 ? &Execute<Lanes512> : &Execute<Lanes256>;
        fixed (GemvJob* job = &this)
        {
            var chunks = ((OutBlocks * Map.Lanes) + (ChunkPanels * PanelLanes) - 1) / (ChunkPanels * PanelLanes);
            WorkerPool.Shared.For(run.Threads, chunks, (long)OutBlocks * Map.Lanes * Length / FloatsPerNanosecond, body, job);
        }
    }

    private static void Execute<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (GemvJob*)state;
        var block = chunk * ChunkPanels * 2;
        if (job->OutBlocks - block >= ChunkPanels * 2)
        {
            // The second vector finds the panels in a cache near by.
            for (var vector = 0; vector < job->Vectors; vector++)
            {
                FourPanels<TLanes>(job, block, vector);
            }

            return;
        }

        for (; block < job->OutBlocks; block += 2)
        {
            for (var vector = 0; vector < job->Vectors; vector++)
            {
                OnePanel<TLanes>(job, block, vector);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourPanels<TLanes>(GemvJob* job, int block, int vector)
        where TLanes : struct, ILanes<TLanes>
    {
        var at = block * Map.Lanes;
        var shift = job->Shift + at;
        TLanes a = TLanes.Load(shift), b = TLanes.Load(shift + 16), c = TLanes.Load(shift + 32), d = TLanes.Load(shift + 48),
            e = TLanes.Load(shift + 64), f = TLanes.Load(shift + 80), g = TLanes.Load(shift + 96), h = TLanes.Load(shift + 112);
        if (job->Residual != null)
        {
            var residual = job->Residual + (vector * job->Stride) + at;
            a = TLanes.Add(a, TLanes.Load(residual));
            b = TLanes.Add(b, TLanes.Load(residual + 16));
            c = TLanes.Add(c, TLanes.Load(residual + 32));
            d = TLanes.Add(d, TLanes.Load(residual + 48));
            e = TLanes.Add(e, TLanes.Load(residual + 64));
            f = TLanes.Add(f, TLanes.Load(residual + 80));
            g = TLanes.Add(g, TLanes.Load(residual + 96));
            h = TLanes.Add(h, TLanes.Load(residual + 112));
        }

        var x = job->Input + (vector * job->Stride);
        nint length = job->Length, p1 = length * PanelLanes, p2 = 2 * p1, p3 = 3 * p1;
        var weights = job->Weights + (at * length);
        for (; length > 0; length--)
        {
            var value = TLanes.All(*x);
            a = TLanes.MultiplyAdd(value, TLanes.Load(weights), a);
            b = TLanes.MultiplyAdd(value, TLanes.Load(weights + 16), b);
            c = TLanes.MultiplyAdd(value, TLanes.Load(weights + p1), c);
            d = TLanes.MultiplyAdd(value, TLanes.Load(weights + p1 + 16), d);
            e = TLanes.MultiplyAdd(value, TLanes.Load(weights + p2), e);
            f = TLanes.MultiplyAdd(value, TLanes.Load(weights + p2 + 16), f);
            g = TLanes.MultiplyAdd(value, TLanes.Load(weights + p3), g);
            h = TLanes.MultiplyAdd(value, TLanes.Load(weights + p3 + 16), h);
            x++;
            weights += PanelLanes;
        }

        var floor = TLanes.All(job->Floor);
        var output = job->Output + (vector * job->Stride) + at;
        TLanes.Max(floor, a).Store(output);
        TLanes.Max(floor, b).Store(output + 16);
        TLanes.Max(floor, c).Store(output + 32);
        TLanes.Max(floor, d).Store(output + 48);
        TLanes.Max(floor, e).Store(output + 64);
        TLanes.Max(floor, f).Store(output + 80);
        TLanes.Max(floor, g).Store(output + 96);
        TLanes.Max(floor, h).Store(output + 112);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OnePanel<TLanes>(GemvJob* job, int block, int vector)
        where TLanes : struct, ILanes<TLanes>
    {
        var at = block * Map.Lanes;
        var wide = job->OutBlocks - block > 1;
        TLanes a = TLanes.Load(job->Shift + at), b = wide ? TLanes.Load(job->Shift + at + 16) : a;
        if (job->Residual != null)
        {
            var residual = job->Residual + (vector * job->Stride) + at;
            a = TLanes.Add(a, TLanes.Load(residual));
            b = wide ? TLanes.Add(b, TLanes.Load(residual + 16)) : b;
        }

        var x = job->Input + (vector * job->Stride);
        nint length = job->Length, step = wide ? PanelLanes : Map.Lanes;
        var weights = job->Weights + (at * length);
        for (; length > 0; length--)
        {
            var value = TLanes.All(*x);
            a = TLanes.MultiplyAdd(value, TLanes.Load(weights), a);

            // Of a narrow panel this reads the next product's weights, or slack, into a sum that is not stored.
            b = TLanes.MultiplyAdd(value, TLanes.Load(weights + 16), b);
            x++;
            weights += step;
        }

        var floor = TLanes.All(job->Floor);
        var output = job->Output + (vector * job->Stride) + at;
        TLanes.Max(floor, a).Store(output);
        if (wide)
        {
            TLanes.Max(floor, b).Store(output + 16);
        }
    }
}
