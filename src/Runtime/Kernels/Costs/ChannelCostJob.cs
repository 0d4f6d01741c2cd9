using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>Sums over the pixels of a gradient, times an input where there is one; one block of channels a chunk.</summary>
internal readonly unsafe struct ChannelCostJob
{
    private const long BytesPerNanosecond = 10;

    private readonly float* _input, _gradient, _sums;
    private readonly Map _inputMap, _map;

    public ChannelCostJob(in Run run, Map? input, Map gradient, float* sums)
    {
        _input = input is { } map ? run.At(map) : null;
        _inputMap = input ?? gradient;
        _gradient = run.At(gradient);
        _map = gradient;
        _sums = sums;
    }

    public void Run(in Run run)
    {
        var job = this;
        WorkerPool.Shared.For(run.Threads, _map.Blocks, _map.Bytes / BytesPerNanosecond, Levels.Body<Kernel>(run.Simd), &job);
    }

    private static void Execute<TLanes>(void* state, int block)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(ChannelCostJob*)state;
        var sums = stackalloc float[Map.Lanes];
        Sum<TLanes>(job, block, sums);
        var first = block * Map.Lanes;
        for (var c = 0; c < Math.Min(Map.Lanes, job._map.Channels - first); c++)
        {
            job._sums[first + c] = sums[c];
        }
    }

    /// <summary>Rows by themselves, in two sums that take turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TLanes>(in ChannelCostJob job, int block, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        var all = TLanes.All(0);
        for (var y = 0; y < job._map.Height; y++)
        {
            var g = job._gradient + (block * job._map.Block) + (y * job._map.Row);
            var x = job._input == null ? null : job._input + (block * job._inputMap.Block) + (y * job._inputMap.Row);
            TLanes even = TLanes.All(0), odd = even;
            nint i = 0, end = (nint)job._map.Width * Map.Lanes;
            for (; i <= end - (2 * Map.Lanes); i += 2 * Map.Lanes)
            {
                even = x == null ? TLanes.Add(TLanes.Load(g + i), even) : TLanes.MultiplyAdd(TLanes.Load(x + i), TLanes.Load(g + i), even);
                odd = x == null ? TLanes.Add(TLanes.Load(g + i + 16), odd) : TLanes.MultiplyAdd(TLanes.Load(x + i + 16), TLanes.Load(g + i + 16), odd);
            }

            if (i < end)
            {
                even = x == null ? TLanes.Add(TLanes.Load(g + i), even) : TLanes.MultiplyAdd(TLanes.Load(x + i), TLanes.Load(g + i), even);
            }

            all = TLanes.Add(all, TLanes.Add(even, odd));
        }

        all.Store(sums);
    }

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes>;
    }
}
