using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor sample by sample. For every i and j it is a dense b x c matrix between features d apart, so
/// the rows of a tile are the lanes, and no permutation is needed. Lanes past a tile's last row compute with other
/// weights, and their results go nowhere. Sums are the shift, the residual, then products in the order of l.
/// </summary>
internal unsafe struct KroneckerJob
{
    public TiledPattern Size;
    public int Images;
    public float Floor;

    // What is applied to each result last.
    public AppliedFunction Then;
    public float* Input, Output, Residual, Weights, Shift;
    public nint Stride;

    // Sums at a time, enough to hide the latency of multiply-adds.
    private const int Sums = 4;

    // Multiply-adds of one core in one nanosecond.
    private const long Rate = 16;

    public void Run(in Run run)
    {
        var body = Levels.Body<Kernel>(run.Simd);
        fixed (KroneckerJob* job = &this)
        {
            var work = Size.NonZeros * Images / Rate;
            WorkerPool.Shared.For(run.Threads, Size.A * Groups, work, body, job);
        }

        ClearPadding();
    }

    private static void Execute<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (KroneckerJob*)state;
        var size = job->Size;
        var (i, group) = Math.DivRem(chunk, job->Groups);
        var (first, end) = (group * Sums, Math.Min(size.Tiles, (group + 1) * Sums));
        for (var j = 0; j < size.D; j++)
        {
            var weights = job->Weights + ((((nint)i * size.D) + j) * size.B * size.C);
            var input = job->Input + ((nint)i * size.C * size.D) + j;
            var sample = 0;
            for (; sample + Sums <= job->Images; sample += Sums)
            {
                for (var tile = first; tile < end; tile++)
                {
                    FourSamples<TLanes>(job, weights + size.TileWeights(tile), input + (sample * job->Stride), i, j, tile, sample);
                }
            }

            for (; sample < job->Images; sample++)
            {
                var tile = first;
                if (size.Rows(end - 1) == size.TileRows && end - first == Sums)
                {
                    FourTiles<TLanes>(job, weights + size.TileWeights(tile), input + (sample * job->Stride), i, j, tile, sample);
                    continue;
                }

                for (; tile < end; tile++)
                {
                    OneTile<TLanes>(job, weights + size.TileWeights(tile), input + (sample * job->Stride), i, j, tile, sample);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourSamples<TLanes>(KroneckerJob* job, float* weights, float* x, int i, int j, int tile, int sample)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = stackalloc float[Sums * Map.Lanes];
        Start(job, i, j, tile, sample, 1, sums);
        TLanes p = TLanes.Load(sums), q = TLanes.Load(sums + 16), r = TLanes.Load(sums + 32), s = TLanes.Load(sums + 48);
        nint step = job->Size.D, rows = job->Size.Rows(tile), s1 = job->Stride, s2 = 2 * s1, s3 = 3 * s1;
        for (var l = job->Size.C; l > 0; l--)
        {
            var weight = TLanes.Load(weights);
            p.AddProduct(TLanes.All(x[0]), weight);
            q.AddProduct(TLanes.All(x[s1]), weight);
            r.AddProduct(TLanes.All(x[s2]), weight);
            s.AddProduct(TLanes.All(x[s3]), weight);
            x += step;
            weights += rows;
        }

        p.Store(sums);
        q.Store(sums + 16);
        r.Store(sums + 32);
        s.Store(sums + 48);
        for (var n = 0; n < Sums; n++)
        {
            Finish(job, i, j, tile, sample + n, sums + (n * Map.Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourTiles<TLanes>(KroneckerJob* job, float* weights, float* x, int i, int j, int tile, int sample)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = stackalloc float[Sums * Map.Lanes];
        Start(job, i, j, tile, sample, 0, sums);
        TLanes p = TLanes.Load(sums), q = TLanes.Load(sums + 16), r = TLanes.Load(sums + 32), s = TLanes.Load(sums + 48);
        nint step = job->Size.D, rows = job->Size.TileRows, w1 = rows * job->Size.C, w2 = 2 * w1, w3 = 3 * w1;
        for (var l = job->Size.C; l > 0; l--)
        {
            var value = TLanes.All(*x);
            p.AddProduct(value, TLanes.Load(weights));
            q.AddProduct(value, TLanes.Load(weights + w1));
            r.AddProduct(value, TLanes.Load(weights + w2));
            s.AddProduct(value, TLanes.Load(weights + w3));
            x += step;
            weights += rows;
        }

        p.Store(sums);
        q.Store(sums + 16);
        r.Store(sums + 32);
        s.Store(sums + 48);
        for (var n = 0; n < Sums; n++)
        {
            Finish(job, i, j, tile + n, sample, sums + (n * Map.Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneTile<TLanes>(KroneckerJob* job, float* weights, float* x, int i, int j, int tile, int sample)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = stackalloc float[Map.Lanes];
        Start(job, i, j, tile, sample, sums);
        var p = TLanes.Load(sums);
        nint step = job->Size.D, rows = job->Size.Rows(tile);
        for (var l = job->Size.C; l > 0; l--)
        {
            p.AddProduct(TLanes.All(*x), TLanes.Load(weights));
            x += step;
            weights += rows;
        }

        p.Store(sums);
        Finish(job, i, j, tile, sample, sums);
    }

    /// <summary>What four sums start with: of neighbouring samples, or of neighbouring tiles of one.</summary>
    private static void Start(KroneckerJob* job, int i, int j, int tile, int sample, int sampleStep, float* sums)
    {
        for (var n = 0; n < Sums; n++)
        {
            Start(job, i, j, tile + (n * (1 - sampleStep)), sample + (n * sampleStep), sums + (n * Map.Lanes));
        }
    }

    private static void Start(KroneckerJob* job, int i, int j, int tile, int sample, float* sums)
    {
        var at = job->At(i, j, tile);
        for (nint k = 0; k < job->Size.Rows(tile); k++)
        {
            sums[k] = job->Shift[at + (k * job->Size.D)];
            if (job->Residual != null)
            {
                sums[k] += job->Residual[(sample * job->Stride) + at + (k * job->Size.D)];
            }
        }
    }

    private static void Finish(KroneckerJob* job, int i, int j, int tile, int sample, float* sums)
    {
        var output = job->Output + (sample * job->Stride) + job->At(i, j, tile);
        var rows = job->Size.Rows(tile);
        for (nint k = 0; k < rows; k++)
        {
            sums[k] = sums[k] < job->Floor ? job->Floor : sums[k];
        }

        job->Then.Apply(sums, 1, Map.Lanes, 0);
        for (nint k = 0; k < rows; k++)
        {
            output[k * job->Size.D] = sums[k];
        }
    }

    /// <summary>Four tiles of a block are a chunk.</summary>
    private readonly int Groups => (Size.Tiles + Sums - 1) / Sums;

    /// <summary>Index of the first result of a tile.</summary>
    private readonly nint At(int i, int j, int tile) => ((((nint)i * Size.B) + (tile * Size.TileRows)) * Size.D) + j;

    private readonly void ClearPadding()
    {
        var used = Size.Outputs;
        var padded = (used + Map.Lanes - 1) / Map.Lanes * Map.Lanes;
        for (var sample = 0; sample < Images; sample++)
        {
            new Span<float>(Output + (sample * Stride) + used, padded - used).Clear();
        }
    }

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes>;
    }
}
