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
            else if (Images == 1 && Then.IsNone)
            {
                Levels.Body<SampleKernel<TBlocks>>(run.Simd)(job, 0);
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
    private static void Multiply<TLanes, TBlocks, TVectors>(void* state, int image)
        where TLanes : struct, ILanes<TLanes>
        where TBlocks : struct, ICount
        where TVectors : struct, ICount
    {
        var job = (NarrowJob*)state;
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
            a0.AddProduct(value, low);
            if (wide)
                b0.AddProduct(value, high);
            if (two)
                c0.AddProduct(second, low);
            if (two && wide)
                d0.AddProduct(second, high);

            (value, second) = (TLanes.All(x[1]), TLanes.All(y[1]));
            low = TLanes.Load(weights + step);
            high = wide ? TLanes.Load(weights + step + Map.Lanes) : low;
            a1.AddProduct(value, low);
            if (wide)
                b1.AddProduct(value, high);
            if (two)
                c1.AddProduct(second, low);
            if (two && wide)
                d1.AddProduct(second, high);

            (value, second) = (TLanes.All(x[2]), TLanes.All(y[2]));
            low = TLanes.Load(weights + (2 * step));
            high = wide ? TLanes.Load(weights + (2 * step) + Map.Lanes) : low;
            if (four)
            {
                a2.AddProduct(value, low);
                if (wide)
                    b2.AddProduct(value, high);
                if (two)
                    c2.AddProduct(second, low);
                if (two && wide)
                    d2.AddProduct(second, high);
            }
            else
            {
                a0.AddProduct(value, low);
                if (wide)
                    b0.AddProduct(value, high);
                if (two)
                    c0.AddProduct(second, low);
                if (two && wide)
                    d0.AddProduct(second, high);
            }

            (value, second) = (TLanes.All(x[3]), TLanes.All(y[3]));
            low = TLanes.Load(weights + (3 * step));
            high = wide ? TLanes.Load(weights + (3 * step) + Map.Lanes) : low;
            if (four)
            {
                a3.AddProduct(value, low);
                if (wide)
                    b3.AddProduct(value, high);
                if (two)
                    c3.AddProduct(second, low);
                if (two && wide)
                    d3.AddProduct(second, high);
            }
            else
            {
                a1.AddProduct(value, low);
                if (wide)
                    b1.AddProduct(value, high);
                if (two)
                    c1.AddProduct(second, low);
                if (two && wide)
                    d1.AddProduct(second, high);
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
            a0.AddProduct(value, low);
            if (wide)
                b0.AddProduct(value, high);
            if (two)
                c0.AddProduct(second, low);
            if (two && wide)
                d0.AddProduct(second, high);
        }

        if (left > 1)
        {
            (value, second) = (TLanes.All(x[1]), TLanes.All(y[1]));
            low = TLanes.Load(weights + step);
            high = wide ? TLanes.Load(weights + step + Map.Lanes) : low;
            a1.AddProduct(value, low);
            if (wide)
                b1.AddProduct(value, high);
            if (two)
                c1.AddProduct(second, low);
            if (two && wide)
                d1.AddProduct(second, high);
        }

        if (left > 2)
        {
            (value, second) = (TLanes.All(x[2]), TLanes.All(y[2]));
            low = TLanes.Load(weights + (2 * step));
            high = wide ? TLanes.Load(weights + (2 * step) + Map.Lanes) : low;
            if (four)
            {
                a2.AddProduct(value, low);
                if (wide)
                    b2.AddProduct(value, high);
                if (two)
                    c2.AddProduct(second, low);
                if (two && wide)
                    d2.AddProduct(second, high);
            }
            else
            {
                a0.AddProduct(value, low);
                if (wide)
                    b0.AddProduct(value, high);
                if (two)
                    c0.AddProduct(second, low);
                if (two && wide)
                    d0.AddProduct(second, high);
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
    /// <summary>One sample, without anything around it: in a small network a call more would be seen.</summary>
    private readonly struct SampleKernel<TBlocks> : ILaneKernel
        where TBlocks : struct, ICount
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Multiply<TLanes, TBlocks, N1>;
    }
}
