using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A matrix of at most 32 rows times the vectors of a pass. Product i of an output is added to its sum i mod 4, with narrower vectors than 512 bits i
/// mod 2; the first sum begins with shift and residual. a and b are the sums of the two blocks of outputs of a sample, c and d those of the
/// next sample.
/// </summary>
internal unsafe struct NarrowJob
{
    public float* Input, Output, Residual, Weights, Shift;

    /// <summary>Floats from one sample to the next.</summary>
    public nint Stride;

    public int Images, Length;
    public float Floor;

    /// <summary>What is applied to each result last.</summary>
    public AppliedFunction Then;

    private const int ChunkImages = 16;

    private const long MultiplyAddsPerNanosecond = 30;

    /// <summary>Multiplies a matrix of one or two blocks of outputs.</summary>
    public void Run<TBlocks>(in Run run)
        where TBlocks : struct, ICount
    {
        fixed (NarrowJob* job = &this)
        {
            if (Images > ChunkImages && run.Threads > 1)
            {
                var work = (long)Images * TBlocks.Value * Map.Lanes * Length;
                var chunks = (Images + ChunkImages - 1) / ChunkImages;
                WorkerPool.Shared.For(run.Threads, chunks, work / MultiplyAddsPerNanosecond, Levels.Body<Kernel<TBlocks>>(run.Simd), job);
            }
            else
            {
                Levels.Body<WholeKernel<TBlocks>>(run.Simd)(job, 0);
            }
        }
    }

    private static void Execute<TLanes, TBlocks>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
        where TBlocks : struct, ICount
    {
        var job = (NarrowJob*)state;
        Samples<TLanes, TBlocks>(job, chunk * ChunkImages, Math.Min(job->Images, (chunk + 1) * ChunkImages));
    }

    private static void Whole<TLanes, TBlocks>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
        where TBlocks : struct, ICount => Samples<TLanes, TBlocks>((NarrowJob*)state, 0, ((NarrowJob*)state)->Images);

    private static void Samples<TLanes, TBlocks>(NarrowJob* job, int first, int end)
        where TLanes : struct, ILanes<TLanes>
        where TBlocks : struct, ICount
    {
        var begin = first;

        // Two samples share each weight that is loaded, where there are registers for their sums.
        if (TLanes.Sums >= 16)
        {
            for (; first < end - 1; first += 2)
                Multiply<TLanes, TBlocks, N2>(job, first);
        }

        for (; first < end; first++)
            Multiply<TLanes, TBlocks, N1>(job, first);

        for (var block = 0; block < TBlocks.Value; block++)
            job->Then.Apply(job->Output + (begin * job->Stride) + (block * Map.Lanes), end - begin, job->Stride, block);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TLanes, TBlocks, TVectors>(NarrowJob* job, int image)
        where TLanes : struct, ILanes<TLanes>
        where TBlocks : struct, ICount
        where TVectors : struct, ICount
    {
        var (wide, two, four) = (TBlocks.Value > 1, TVectors.Value > 1, TLanes.Sums >= 16);
        TLanes a0 = TLanes.Load(job->Shift), b0 = wide ? TLanes.Load(job->Shift + Map.Lanes) : a0, c0 = a0, d0 = b0;
        if (job->Residual != null)
        {
            var residual = job->Residual + (image * job->Stride);
            a0 = TLanes.Add(a0, TLanes.Load(residual));
            b0 = wide ? TLanes.Add(b0, TLanes.Load(residual + Map.Lanes)) : b0;
            residual += two ? job->Stride : 0;
            c0 = two ? TLanes.Add(c0, TLanes.Load(residual)) : c0;
            d0 = two && wide ? TLanes.Add(d0, TLanes.Load(residual + Map.Lanes)) : d0;
        }

        TLanes a1 = TLanes.All(0), a2 = a1, a3 = a1, b1 = a1, b2 = a1, b3 = a1, c1 = a1, c2 = a1, c3 = a1, d1 = a1, d2 = a1, d3 = a1;
        var x = job->Input + (image * job->Stride);
        var y = two ? x + job->Stride : x;
        var weights = job->Weights;
        nint step = TBlocks.Value * Map.Lanes;
        TLanes value, second, low, high;
        nint left = job->Length;
        for (; left > 3; left -= 4)
        {
            (value, second) = (TLanes.All(*x), TLanes.All(*y));
            low = TLanes.Load(weights);
            high = wide ? TLanes.Load(weights + Map.Lanes) : low;
            a0 = TLanes.MultiplyAdd(value, low, a0);
            b0 = wide ? TLanes.MultiplyAdd(value, high, b0) : b0;
            c0 = two ? TLanes.MultiplyAdd(second, low, c0) : c0;
            d0 = two && wide ? TLanes.MultiplyAdd(second, high, d0) : d0;

            (value, second) = (TLanes.All(x[1]), TLanes.All(y[1]));
            low = TLanes.Load(weights + step);
            high = wide ? TLanes.Load(weights + step + Map.Lanes) : low;
            a1 = TLanes.MultiplyAdd(value, low, a1);
            b1 = wide ? TLanes.MultiplyAdd(value, high, b1) : b1;
            c1 = two ? TLanes.MultiplyAdd(second, low, c1) : c1;
            d1 = two && wide ? TLanes.MultiplyAdd(second, high, d1) : d1;

            (value, second) = (TLanes.All(x[2]), TLanes.All(y[2]));
            low = TLanes.Load(weights + (2 * step));
            high = wide ? TLanes.Load(weights + (2 * step) + Map.Lanes) : low;
            if (four)
            {
                a2 = TLanes.MultiplyAdd(value, low, a2);
                b2 = wide ? TLanes.MultiplyAdd(value, high, b2) : b2;
                c2 = two ? TLanes.MultiplyAdd(second, low, c2) : c2;
                d2 = two && wide ? TLanes.MultiplyAdd(second, high, d2) : d2;
            }
            else
            {
                a0 = TLanes.MultiplyAdd(value, low, a0);
                b0 = wide ? TLanes.MultiplyAdd(value, high, b0) : b0;
                c0 = two ? TLanes.MultiplyAdd(second, low, c0) : c0;
                d0 = two && wide ? TLanes.MultiplyAdd(second, high, d0) : d0;
            }

            (value, second) = (TLanes.All(x[3]), TLanes.All(y[3]));
            low = TLanes.Load(weights + (3 * step));
            high = wide ? TLanes.Load(weights + (3 * step) + Map.Lanes) : low;
            if (four)
            {
                a3 = TLanes.MultiplyAdd(value, low, a3);
                b3 = wide ? TLanes.MultiplyAdd(value, high, b3) : b3;
                c3 = two ? TLanes.MultiplyAdd(second, low, c3) : c3;
                d3 = two && wide ? TLanes.MultiplyAdd(second, high, d3) : d3;
            }
            else
            {
                a1 = TLanes.MultiplyAdd(value, low, a1);
                b1 = wide ? TLanes.MultiplyAdd(value, high, b1) : b1;
                c1 = two ? TLanes.MultiplyAdd(second, low, c1) : c1;
                d1 = two && wide ? TLanes.MultiplyAdd(second, high, d1) : d1;
            }

            x += 4;
            y += 4;
            weights += 4 * step;
        }

        if (left > 0)
        {
            (value, second) = (TLanes.All(*x), TLanes.All(*y));
            low = TLanes.Load(weights);
            high = wide ? TLanes.Load(weights + Map.Lanes) : low;
            a0 = TLanes.MultiplyAdd(value, low, a0);
            b0 = wide ? TLanes.MultiplyAdd(value, high, b0) : b0;
            c0 = two ? TLanes.MultiplyAdd(second, low, c0) : c0;
            d0 = two && wide ? TLanes.MultiplyAdd(second, high, d0) : d0;
        }

        if (left > 1)
        {
            (value, second) = (TLanes.All(x[1]), TLanes.All(y[1]));
            low = TLanes.Load(weights + step);
            high = wide ? TLanes.Load(weights + step + Map.Lanes) : low;
            a1 = TLanes.MultiplyAdd(value, low, a1);
            b1 = wide ? TLanes.MultiplyAdd(value, high, b1) : b1;
            c1 = two ? TLanes.MultiplyAdd(second, low, c1) : c1;
            d1 = two && wide ? TLanes.MultiplyAdd(second, high, d1) : d1;
        }

        if (left > 2)
        {
            (value, second) = (TLanes.All(x[2]), TLanes.All(y[2]));
            low = TLanes.Load(weights + (2 * step));
            high = wide ? TLanes.Load(weights + (2 * step) + Map.Lanes) : low;
            if (four)
            {
                a2 = TLanes.MultiplyAdd(value, low, a2);
                b2 = wide ? TLanes.MultiplyAdd(value, high, b2) : b2;
                c2 = two ? TLanes.MultiplyAdd(second, low, c2) : c2;
                d2 = two && wide ? TLanes.MultiplyAdd(second, high, d2) : d2;
            }
            else
            {
                a0 = TLanes.MultiplyAdd(value, low, a0);
                b0 = wide ? TLanes.MultiplyAdd(value, high, b0) : b0;
                c0 = two ? TLanes.MultiplyAdd(second, low, c0) : c0;
                d0 = two && wide ? TLanes.MultiplyAdd(second, high, d0) : d0;
            }
        }

        var floor = TLanes.All(job->Floor);
        var output = job->Output + (image * job->Stride);
        TLanes.Max(floor, Sum(a0, a1, a2, a3)).Store(output);
        if (wide)
            TLanes.Max(floor, Sum(b0, b1, b2, b3)).Store(output + Map.Lanes);
        output += two ? job->Stride : 0;
        if (two)
            TLanes.Max(floor, Sum(c0, c1, c2, c3)).Store(output);
        if (two && wide)
            TLanes.Max(floor, Sum(d0, d1, d2, d3)).Store(output + Map.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Sum<TLanes>(TLanes a, TLanes b, TLanes c, TLanes d)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Sums >= 16 ? TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)) : TLanes.Add(a, b);

    private readonly struct Kernel<TBlocks> : ILaneKernel
        where TBlocks : struct, ICount
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes, TBlocks>;
    }

    private readonly struct WholeKernel<TBlocks> : ILaneKernel
        where TBlocks : struct, ICount
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Whole<TLanes, TBlocks>;
    }
}
