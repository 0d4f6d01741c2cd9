using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using NetSpec.Runtime.Kernels.Pooling;

namespace NetSpec.Bench;

/// <summary>A kernel that streams over maps; an element of the result counts as one multiply-add.</summary>
internal sealed class MapOp(string name, SimdLevel simd, Map from, Map to, MapOp.Kernel kernel) : ICandidate, IDisposable
{
    private readonly Workspace _workspace = new(3_000_000, 1, simd);
    private readonly float[] _outside = new float[from.Channels * from.Height * from.Width];

    /// <summary>The call.</summary>
    public delegate void Kernel(in Run run, Map from, Map to, float[] outside);

    public string Name => name;

    public double MultiplyAdds => (double)to.Channels * to.Height * to.Width;

    /// <summary>The kernels of a ResNet and a few more, at the sizes they have there.</summary>
    public static MapOp[] All(SimdLevel simd)
    {
        Map large = new(4096, 64, 112, 112, 1), small = new(1_000_000, 64, 56, 56, 1), medium = new(4096, 64, 56, 56, 1);
        Map image = new(4096, 3, 224, 224, 3), last = new(4096, 512, 7, 7, 1), vector = new(1_000_000, 512, 1, 1, 0), logits = new(4096, 1000, 1, 1, 0);
        return
        [
            new("load 3x224x224", simd, image, image, static (in Run run, Map from, Map to, float[] outside) => Maps.LoadPlanar(run, outside, 0, 1, from)),
            new("load 64x56x56", simd, medium, medium, static (in Run run, Map from, Map to, float[] outside) => Maps.Load(run, outside, 0, 1, from)),
            new("store 64x56x56", simd, medium, medium, static (in Run run, Map from, Map to, float[] outside) => Maps.Store(run, from, outside, 0, 1)),
            new("clear border of 64x112x112", simd, large, large, static (in Run run, Map from, Map to, float[] outside) => Maps.ClearBorder(run, from)),
            new("max-pool to 64x56x56, 3x3 / 2", simd, large, small, static (in Run run, Map from, Map to, float[] outside) => Pools.Max(run, from, to, new PoolWindow(3, 3, 2, 2, 1, 1, 1, 1))),
            new("max-pool to 64x56x56, 2x2 / 2", simd, large, small, static (in Run run, Map from, Map to, float[] outside) => Pools.Max(run, from, to, new PoolWindow(2, 2, 2, 2, 0, 0, 0, 0))),
            new("max-pool to 64x56x56, 3x3 / 1", simd, medium, small, static (in Run run, Map from, Map to, float[] outside) => Pools.Max(run, from, to, new PoolWindow(3, 3, 1, 1, 1, 1, 1, 1))),
            new("max-pool to 64x56x56, 5x5 / 1", simd, medium, small, static (in Run run, Map from, Map to, float[] outside) => Pools.Max(run, from, to, new PoolWindow(5, 5, 1, 1, 2, 2, 2, 2))),
            new("2-max-pool to 64x56x56, 3x3 / 2", simd, large, small, static (in Run run, Map from, Map to, float[] outside) => Pools.Max(run, from, to, new PoolWindow(3, 3, 2, 2, 1, 1, 1, 1), 2)),
            new("average-pool to 64x56x56, 2x2 / 2", simd, large, small, static (in Run run, Map from, Map to, float[] outside) => Pools.Average(run, from, to, new PoolWindow(2, 2, 2, 2, 0, 0, 0, 0), false)),
            new("add 64x56x56", simd, small, small, static (in Run run, Map from, Map to, float[] outside) => Maps.Add(run, from, to, to, true)),
            new("global average-pool of 512x7x7", simd, last, vector, static (in Run run, Map from, Map to, float[] outside) => Pools.AdaptiveAverage(run, from, to)),
            new("upsample to 64x112x112", simd, medium, new Map(600_000, 64, 112, 112, 1), static (in Run run, Map from, Map to, float[] outside) => Maps.Upsample(run, from, to, 2, 2)),
            new("sort pairs of 64x56x56", simd, medium, medium, static (in Run run, Map from, Map to, float[] outside) => Maps.SortGroups(run, from, to, 2)),
            new("store 1000", simd, logits, logits, static (in Run run, Map from, Map to, float[] outside) => Maps.Store(run, from, outside, 0, 1)),
        ];
    }

    public void Run(int threads) => kernel(new Run(_workspace, 1, threads), from, to, _outside);

    public void Dispose() => _workspace.Dispose();
}
