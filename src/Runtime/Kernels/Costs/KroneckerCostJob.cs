using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>
/// What costs of a Kronecker-sparse factor's weights are made of. For an output row (i, k) they stand one behind the other for all
/// inputs (l, j), so the rows of a tile are made together, 16 inputs at a time.
/// </summary>
internal unsafe struct KroneckerCostJob
{
    public TiledPattern Size;
    public float* Input, Gradient, Sums;
    public SimdLevel Simd;

    private const long WeightsPerNanosecond = 1;

    public void Run(in Run run)
    {
        var body = Levels.Body<Kernel>(Simd);
        fixed (KroneckerCostJob* job = &this)
        {
            WorkerPool.Shared.For(run.Threads, Size.A * Size.Tiles, Size.NonZeros / WeightsPerNanosecond, body, job);
        }
    }

    private static void Execute<TLanes>(void* state, int index)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (KroneckerCostJob*)state;
        var gradients = (float*)NativeMemory.AlignedAlloc((nuint)job->Size.D * Map.Lanes * sizeof(float), 64);
        try
        {
            Rows<TLanes>(job, index / job->Size.Tiles, index % job->Size.Tiles, gradients);
        }
        finally
        {
            NativeMemory.AlignedFree(gradients);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TLanes>(KroneckerCostJob* job, int i, int tile, float* gradients)
        where TLanes : struct, ILanes<TLanes>
    {
        var size = job->Size;
        nint d = size.D, count = size.C * d;
        var channels = size.Rows(tile);
        var firstRow = ((nint)i * size.B) + (tile * size.TileRows);
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
        nint column = 0;
        for (nint first = 0; first < count; first += Map.Lanes)
        {
            var some = (int)Math.Min(Map.Lanes, count - first);
            for (nint r = 0; r < some; r++)
            {
                TLanes.Multiply(TLanes.All(input[first + r]), TLanes.Load(gradients + (column * Map.Lanes))).Store(products + (r * Map.Lanes));
                column = column == d - 1 ? 0 : column + 1;
            }

            LaneTranspose.Store(job->Simd, products, rows, some, job->Sums + (firstRow * count) + first, count, channels);
        }
    }

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes>;
    }
}
