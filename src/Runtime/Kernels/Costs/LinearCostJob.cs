using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>What costs of a fully connected layer's weights are made of: 16 inputs of a panel of outputs at a time.</summary>
internal unsafe struct LinearCostJob
{
    public float* Input, Gradient, Sums;
    public int Inputs, Outputs;
    public SimdLevel Simd;

    // Blocks of 16 inputs of a chunk.
    private const int ChunkBlocks = 64;

    private const long WeightsPerNanosecond = 1;

    private readonly int Chunks => ((Inputs + Map.Lanes - 1) / Map.Lanes + ChunkBlocks - 1) / ChunkBlocks;

    private readonly int OutBlocks => (Outputs + Map.Lanes - 1) / Map.Lanes;

    public void Run(in Run run)
    {
        var body = Levels.Body<Kernel>(Simd);
        fixed (LinearCostJob* job = &this)
        {
            WorkerPool.Shared.For(run.Threads, (OutBlocks + 1) / 2 * Chunks, (long)Inputs * Outputs / WeightsPerNanosecond, body, job);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Execute<TLanes>(void* state, int index)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (LinearCostJob*)state;
        var (panel, chunk) = Math.DivRem(index, job->Chunks);
        var blocks = ConvChannels.PanelBlocks(job->OutBlocks, panel);
        var rows = stackalloc nint[Map.Lanes];
        for (var i = 0; i < Map.Lanes; i++)
        {
            rows[i] = i * Map.Lanes;
        }

        var products = stackalloc float[Map.Lanes * Map.Lanes];
        var first = chunk * ChunkBlocks * Map.Lanes;
        var end = Math.Min(job->Inputs, first + (ChunkBlocks * Map.Lanes));
        for (var input = first; input < end; input += Map.Lanes)
        {
            var count = Math.Min(Map.Lanes, end - input);
            for (var block = 0; block < blocks; block++)
            {
                var output = ((2 * panel) + block) * Map.Lanes;
                var gradient = TLanes.Load(job->Gradient + output);
                for (nint i = 0; i < count; i++)
                {
                    TLanes.Multiply(TLanes.All(job->Input[input + i]), gradient).Store(products + (i * Map.Lanes));
                }

                LaneTranspose.Store(
                    job->Simd, products, rows, count, job->Sums + (output * (nint)job->Inputs) + input, job->Inputs,
                    Math.Min(Map.Lanes, job->Outputs - output));
            }
        }
    }

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes>;
    }
}
