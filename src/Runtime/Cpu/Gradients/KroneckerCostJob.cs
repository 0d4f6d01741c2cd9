using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// The costs of a Kronecker-sparse factor's weights. For an output row (i, k) they stand one behind the other for all
/// inputs (l, j), so the rows of a tile are made together, 16 inputs at a time.
/// </summary>
internal unsafe struct KroneckerCostJob
{
    public KroneckerSize Size;
    public float* Input, Gradient, Weights, Costs;
    public SimdLevel Simd;

    private const long WeightsPerNanosecond = 1;

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
        var tileWeights = job->Weights + size.TileWeights(tile);
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
                // Lanes past the tile's last row hold other weights, and their products are not stored.
                var weights = TLanes.Load(tileWeights + (((i * d) + column) * size.B * size.C) + (l * channels));
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
