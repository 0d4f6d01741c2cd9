using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// A Kronecker-sparse factor over one pass. For every i and j it is a dense b x c matrix between features d apart, so 16
/// values of k are the lanes, and no permutation is needed. Weights are packed [i][j][16 k][l][k]. Sums are the shift, the
/// residual, then products in the order of l.
/// </summary>
internal unsafe struct KroneckerJob
{
    public int A, B, C, D, Images;
    public float Floor;
    public float* Input, Output, Residual, Weights, Shift;
    public nint Stride;

    // Sums at a time, enough to hide the latency of multiply-adds.
    private const int Sums = 4;

    // Multiply-adds of one core in one nanosecond.
    private const long Rate = 16;

    private readonly int KBlocks => (B + Map.Lanes - 1) / Map.Lanes;

    private readonly nint BlockWeights => (nint)C * Map.Lanes;

    /// <summary>Packs weights (a, b, c, d), multiplied by the factors of the results.</summary>
    public static NativeBuffer Pack(ReadOnlySpan<float> weight, ReadOnlySpan<double> factors, int b, int c, int d)
    {
        var blocks = (b + Map.Lanes - 1) / Map.Lanes;
        var a = weight.Length / (b * c * d);
        var buffer = new NativeBuffer((long)a * d * blocks * Map.Lanes * c);
        for (var n = 0; n < weight.Length; n++)
        {
            var (rest, j) = Math.DivRem(n, d);
            (rest, var l) = Math.DivRem(rest, c);
            var (i, k) = Math.DivRem(rest, b);
            var block = (((((nint)i * d) + j) * blocks) + (k / Map.Lanes)) * c;
            buffer.Pointer[((block + l) * Map.Lanes) + (k % Map.Lanes)] = (float)(weight[n] * factors[(rest * d) + j]);
        }

        return buffer;
    }

    public void Run(in Run run)
    {
        delegate*<void*, int, void> body = run.Simd switch
        {
            SimdLevel.Vector512 => &Execute<Lanes512>,
            SimdLevel.Vector256 => &Execute<Lanes256>,
            _ => &Execute<Lanes1>,
        };
        fixed (KroneckerJob* job = &this)
        {
            var work = (long)A * B * C * D * Images / Rate;
            WorkerPool.Shared.For(run.Threads, A * ((KBlocks + Sums - 1) / Sums), work, body, job);
        }

        ClearPadding();
    }

    private static void Execute<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (KroneckerJob*)state;
        var blocks = job->KBlocks;
        var (i, group) = Math.DivRem(chunk, (blocks + Sums - 1) / Sums);
        var (first, end) = (group * Sums, Math.Min(blocks, (group + 1) * Sums));
        for (var j = 0; j < job->D; j++)
        {
            var weights = job->Weights + ((((nint)i * job->D) + j) * blocks * job->BlockWeights);
            var input = job->Input + ((nint)i * job->C * job->D) + j;
            var sample = 0;
            for (; sample + Sums <= job->Images; sample += Sums)
            {
                for (var block = first; block < end; block++)
                {
                    FourSamples<TLanes>(job, weights + (block * job->BlockWeights), input + (sample * job->Stride), i, j, block, sample);
                }
            }

            for (; sample < job->Images; sample++)
            {
                var block = first;
                for (; block + Sums <= end; block += Sums)
                {
                    FourBlocks<TLanes>(job, weights + (block * job->BlockWeights), input + (sample * job->Stride), i, j, block, sample);
                }

                for (; block < end; block++)
                {
                    OneBlock<TLanes>(job, weights + (block * job->BlockWeights), input + (sample * job->Stride), i, j, block, sample);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourSamples<TLanes>(KroneckerJob* job, float* weights, float* x, int i, int j, int block, int sample)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = stackalloc float[Sums * Map.Lanes];
        Start(job, i, j, block, sample, 1, sums);
        TLanes p = TLanes.Load(sums), q = TLanes.Load(sums + 16), r = TLanes.Load(sums + 32), s = TLanes.Load(sums + 48);
        nint step = job->D, s1 = job->Stride, s2 = 2 * s1, s3 = 3 * s1;
        for (var l = job->C; l > 0; l--)
        {
            var weight = TLanes.Load(weights);
            p = TLanes.MultiplyAdd(TLanes.All(x[0]), weight, p);
            q = TLanes.MultiplyAdd(TLanes.All(x[s1]), weight, q);
            r = TLanes.MultiplyAdd(TLanes.All(x[s2]), weight, r);
            s = TLanes.MultiplyAdd(TLanes.All(x[s3]), weight, s);
            x += step;
            weights += Map.Lanes;
        }

        p.Store(sums);
        q.Store(sums + 16);
        r.Store(sums + 32);
        s.Store(sums + 48);
        for (var n = 0; n < Sums; n++)
        {
            Finish(job, i, j, block, sample + n, sums + (n * Map.Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourBlocks<TLanes>(KroneckerJob* job, float* weights, float* x, int i, int j, int block, int sample)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = stackalloc float[Sums * Map.Lanes];
        Start(job, i, j, block, sample, 0, sums);
        TLanes p = TLanes.Load(sums), q = TLanes.Load(sums + 16), r = TLanes.Load(sums + 32), s = TLanes.Load(sums + 48);
        nint step = job->D, w1 = job->BlockWeights, w2 = 2 * w1, w3 = 3 * w1;
        for (var l = job->C; l > 0; l--)
        {
            var value = TLanes.All(*x);
            p = TLanes.MultiplyAdd(value, TLanes.Load(weights), p);
            q = TLanes.MultiplyAdd(value, TLanes.Load(weights + w1), q);
            r = TLanes.MultiplyAdd(value, TLanes.Load(weights + w2), r);
            s = TLanes.MultiplyAdd(value, TLanes.Load(weights + w3), s);
            x += step;
            weights += Map.Lanes;
        }

        p.Store(sums);
        q.Store(sums + 16);
        r.Store(sums + 32);
        s.Store(sums + 48);
        for (var n = 0; n < Sums; n++)
        {
            Finish(job, i, j, block + n, sample, sums + (n * Map.Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneBlock<TLanes>(KroneckerJob* job, float* weights, float* x, int i, int j, int block, int sample)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = stackalloc float[Map.Lanes];
        Start(job, i, j, block, sample, sums);
        var p = TLanes.Load(sums);
        nint step = job->D;
        for (var l = job->C; l > 0; l--)
        {
            p = TLanes.MultiplyAdd(TLanes.All(*x), TLanes.Load(weights), p);
            x += step;
            weights += Map.Lanes;
        }

        p.Store(sums);
        Finish(job, i, j, block, sample, sums);
    }

    /// <summary>What four sums start with: of neighbouring samples, or of neighbouring blocks of one.</summary>
    private static void Start(KroneckerJob* job, int i, int j, int block, int sample, int sampleStep, float* sums)
    {
        for (var n = 0; n < Sums; n++)
        {
            Start(job, i, j, block + (n * (1 - sampleStep)), sample + (n * sampleStep), sums + (n * Map.Lanes));
        }
    }

    private static void Start(KroneckerJob* job, int i, int j, int block, int sample, float* sums)
    {
        var at = job->At(i, j, block);
        for (nint k = 0; k < job->Rows(block); k++)
        {
            sums[k] = job->Shift[at + (k * job->D)];
            if (job->Residual != null)
            {
                sums[k] += job->Residual[(sample * job->Stride) + at + (k * job->D)];
            }
        }
    }

    private static void Finish(KroneckerJob* job, int i, int j, int block, int sample, float* sums)
    {
        var output = job->Output + (sample * job->Stride) + job->At(i, j, block);
        for (nint k = 0; k < job->Rows(block); k++)
        {
            output[k * job->D] = sums[k] < job->Floor ? job->Floor : sums[k];
        }
    }

    /// <summary>Index of the first result of a block.</summary>
    private readonly nint At(int i, int j, int block) => ((((nint)i * B) + (block * Map.Lanes)) * D) + j;

    private readonly int Rows(int block) => Math.Min(Map.Lanes, B - (block * Map.Lanes));

    private readonly void ClearPadding()
    {
        var used = A * B * D;
        var padded = (used + Map.Lanes - 1) / Map.Lanes * Map.Lanes;
        for (var sample = 0; sample < Images; sample++)
        {
            new Span<float>(Output + (sample * Stride) + used, padded - used).Clear();
        }
    }
}
