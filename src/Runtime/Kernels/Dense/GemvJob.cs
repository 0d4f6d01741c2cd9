using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A matrix times one or two vectors, or a few, where reading the weights is all the time it takes: four panels at once, so that
/// four streams are read and eight sums a vector hide each other's latency. Sums run in the order of <see cref="ConvJob"/>.
/// </summary>
internal unsafe struct GemvJob
{
    public float* Input, Output, Residual, Weights, Shift;

    /// <summary>Floats from one vector to the other.</summary>
    public nint Stride;

    public int Vectors, Length, OutBlocks;
    public float Floor;

    /// <summary>What is applied to each result last.</summary>
    public AppliedFunction Then;

    // Whether weights come from beyond the second-level cache.
    private bool _streams;

    private const int ChunkPanels = 4, PanelLanes = 2 * Map.Lanes;

    // Four panels are eight sums, all but one of which registers should hold.
    private const int FewestSums = 7;

    // Floats of each of four streams that are on their way: what a third-level cache takes to answer. The processor itself stops at pages.
    private const int Ahead = 4 * PanelLanes;

    // Floats of weights that may have stayed in a core's own cache since the last pass: prefetching them only takes time.
    private static readonly long CacheFloats = Caches.Second / sizeof(float);

    // What one core reads from its caches, roughly.
    private const long FloatsPerNanosecond = 16;

    public void Run(in Run run)
    {
        var chunks = ((OutBlocks * Map.Lanes) + (ChunkPanels * PanelLanes) - 1) / (ChunkPanels * PanelLanes);
        var weights = (long)OutBlocks * Map.Lanes * Length;
        _streams = weights / Math.Min(run.Threads, chunks) > CacheFloats;
        var body = Levels.Body<Kernel>(run.Simd);
        fixed (GemvJob* job = &this)
        {
            WorkerPool.Shared.For(run.Threads, chunks, weights / FloatsPerNanosecond, body, job);
        }
    }

    private static void Execute<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (GemvJob*)state;
        var first = chunk * ChunkPanels * 2;
        Multiply<TLanes>(job, first);
        for (var block = first; block < Math.Min(job->OutBlocks, first + (ChunkPanels * 2)); block++)
        {
            job->Then.Apply(job->Output + (block * Map.Lanes), job->Vectors, job->Stride, block);
        }
    }

    private static void Multiply<TLanes>(GemvJob* job, int block)
        where TLanes : struct, ILanes<TLanes>
    {
        if (TLanes.Sums >= FewestSums && job->OutBlocks - block >= ChunkPanels * 2)
        {
            // 16 registers hold the sums of one vector only: the second one finds the panels in a cache near by.
            if (job->Vectors == 2 && TLanes.Sums >= 16)
            {
                FourPanels<TLanes, N2, N0>(job, block, 0);
                return;
            }

            var ahead = job->_streams;
            for (var vector = 0; vector < job->Vectors; vector++, ahead = false)
            {
                if (ahead)
                    FourPanels<TLanes, N1, N1>(job, block, vector);
                else
                    FourPanels<TLanes, N1, N0>(job, block, vector);
            }

            return;
        }

        for (var end = Math.Min(job->OutBlocks, block + (ChunkPanels * 2)); block < end; block += 2)
        {
            for (var vector = 0; vector < job->Vectors; vector++)
            {
                OnePanel<TLanes>(job, block, vector);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourPanels<TLanes, TVectors, TAhead>(GemvJob* job, int block, int vector)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : struct, ICount
        where TAhead : struct, ICount
    {
        var at = block * Map.Lanes;
        var shift = job->Shift + at;
        TLanes a = TLanes.Load(shift), b = TLanes.Load(shift + 16), c = TLanes.Load(shift + 32), d = TLanes.Load(shift + 48),
            e = TLanes.Load(shift + 64), f = TLanes.Load(shift + 80), g = TLanes.Load(shift + 96), h = TLanes.Load(shift + 112);

        // The second vector's sums.
        TLanes i = a, j = b, k = c, l = d, m = e, n = f, o = g, p = h;
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
            if (TVectors.Value > 1)
            {
                residual += job->Stride;
                i = TLanes.Add(i, TLanes.Load(residual));
                j = TLanes.Add(j, TLanes.Load(residual + 16));
                k = TLanes.Add(k, TLanes.Load(residual + 32));
                l = TLanes.Add(l, TLanes.Load(residual + 48));
                m = TLanes.Add(m, TLanes.Load(residual + 64));
                n = TLanes.Add(n, TLanes.Load(residual + 80));
                o = TLanes.Add(o, TLanes.Load(residual + 96));
                p = TLanes.Add(p, TLanes.Load(residual + 112));
            }
        }

        var x = job->Input + (vector * job->Stride);
        var y = x + (TVectors.Value > 1 ? job->Stride : 0);
        nint length = job->Length, p1 = length * PanelLanes, p2 = 2 * p1, p3 = 3 * p1;
        var weights = job->Weights + (at * length);
        for (; length > 0; length--)
        {
            if (TAhead.Value > 0)
            {
                TLanes.Prefetch(weights + Ahead);
                TLanes.Prefetch(weights + p1 + Ahead);
                TLanes.Prefetch(weights + p2 + Ahead);
                TLanes.Prefetch(weights + p3 + Ahead);
            }

            var (value, second) = (TLanes.All(*x), TLanes.All(*y));
            var weight = TLanes.Load(weights);
            a.AddProduct(value, weight);
            if (TVectors.Value > 1)
                i.AddProduct(second, weight);

            weight = TLanes.Load(weights + 16);
            b.AddProduct(value, weight);
            if (TVectors.Value > 1)
                j.AddProduct(second, weight);

            weight = TLanes.Load(weights + p1);
            c.AddProduct(value, weight);
            if (TVectors.Value > 1)
                k.AddProduct(second, weight);

            weight = TLanes.Load(weights + p1 + 16);
            d.AddProduct(value, weight);
            if (TVectors.Value > 1)
                l.AddProduct(second, weight);

            weight = TLanes.Load(weights + p2);
            e.AddProduct(value, weight);
            if (TVectors.Value > 1)
                m.AddProduct(second, weight);

            weight = TLanes.Load(weights + p2 + 16);
            f.AddProduct(value, weight);
            if (TVectors.Value > 1)
                n.AddProduct(second, weight);

            weight = TLanes.Load(weights + p3);
            g.AddProduct(value, weight);
            if (TVectors.Value > 1)
                o.AddProduct(second, weight);

            weight = TLanes.Load(weights + p3 + 16);
            h.AddProduct(value, weight);
            if (TVectors.Value > 1)
                p.AddProduct(second, weight);

            x++;
            y++;
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
        if (TVectors.Value > 1)
        {
            output += job->Stride;
            TLanes.Max(floor, i).Store(output);
            TLanes.Max(floor, j).Store(output + 16);
            TLanes.Max(floor, k).Store(output + 32);
            TLanes.Max(floor, l).Store(output + 48);
            TLanes.Max(floor, m).Store(output + 64);
            TLanes.Max(floor, n).Store(output + 80);
            TLanes.Max(floor, o).Store(output + 96);
            TLanes.Max(floor, p).Store(output + 112);
        }
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
            a.AddProduct(value, TLanes.Load(weights));

            // Of a narrow panel this reads the next product's weights, or slack, into a sum that is not stored.
            b.AddProduct(value, TLanes.Load(weights + 16));
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

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes>;
    }
}
