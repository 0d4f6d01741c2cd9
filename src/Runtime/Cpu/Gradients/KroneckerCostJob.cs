using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// The costs of a Kronecker-sparse factor's weights. For an output row (i, k) they stand one behind the other for all
/// inputs (l, j), so 16 rows are made together, 16 inputs at a time.
/// </summary>
internal unsafe struct KroneckerCostJob
{
    public int A, B, C, D;
    public float* Input, Gradient, Weights, Costs;
    public SimdLevel Simd;

    private const long WeightsPerNanosecond = 1;

    private readonly int KBlocks => (B + Map.Lanes - 1) / Map.Lanes;

    public void Run(in Run run)
    {
        delegate*<void*, int, void> body = Simd switch
        {
            SimdLevel.Vector512 => &Execute<Lanes512>,
            SimdLevel.Vector256 => &Execute<Lanes256>,
            _ => &Execute<Lanes1>,
        };
        fixed (KroneckerCostJob* job = &this)
        {
            WorkerPool.Shared.For(run.Threads, A * KBlocks, (long)A * B * C * D / WeightsPerNanosecond, body, job);
        }
    }

    private static void Execute<TLanes>(void* state, int index)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (KroneckerCostJob*)state;
        var gradients = (float*)NativeMemory.AlignedAlloc((nuint)job->D * Map.Lanes * sizeof(float), 64);
        try
        {
            Rows<TLanes>(job, index / job->KBlocks, index % job->KBlocks, gradients);
        }
        finally
        {
            NativeMemory.AlignedFree(gradients);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TLanes>(KroneckerCostJob* job, int i, int block, float* gradients)
        where TLanes : struct, ILanes<TLanes>
    {
        nint d = job->D, count = job->C * d;
        var channels = Math.Min(Map.Lanes, job->B - (block * Map.Lanes));
        var firstRow = ((nint)i * job->B) + (block * Map.Lanes);
        for (nint j = 0; j < d; j++)
        {
            for (nint k = 0; k < Map.Lanes; k++)
            {
                gradients[(j * Map.Lanes) + k] = k < channels ? job->Gradient[((firstRow + k) * d) + j] : 0;
            }
        }

        var rows = stackalloc nint[Map.Lanes];
        for (var r = 0; r < Map.Lanes; r++)
        {
            rows[r] = r * Map.Lanes;
        }

        var products = stackalloc float[Map.Lanes * Map.Lanes];
        var input = job->Input + (i * count);
        nint l = 0, column = 0;
        for (nint first = 0; first < count; first += Map.Lanes)
        {
            var some = (int)Math.Min(Map.Lanes, count - first);
            for (nint r = 0; r < some; r++)
            {
                var weights = TLanes.Load(job->Weights + ((((((i * d) + column) * job->KBlocks) + block) * job->C + l) * Map.Lanes));
                TLanes.Multiply(TLanes.Multiply(weights, TLanes.All(input[first + r])), TLanes.Load(gradients + (column * Map.Lanes))).Store(products + (r * Map.Lanes));
                if (++column == d)
                {
                    (column, l) = (0, l + 1);
                }
            }

            LaneTranspose.Store(job->Simd, products, rows, some, job->Costs + (firstRow * count) + first, count, channels);
        }
    }
}
