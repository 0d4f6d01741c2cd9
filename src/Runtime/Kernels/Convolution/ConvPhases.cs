using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// Some phases of a transposed convolution as one job: one fork for all of them. A thread has the same part of each, so that it reads the same inputs.
/// </summary>
internal unsafe struct ConvPhases
{
    /// <summary>Phases of a job at most: those of a stride of 2 x 2.</summary>
    public const int Most = 4;

    private ConvJobs _jobs;
    private int _count, _chunks;
    private long _nanoseconds;

    /// <summary>Adds a phase, all of whose pointers are set.</summary>
    public void Add(ConvJob job, int threads)
    {
        job.Order(threads);
        _jobs[_count++] = job;
        _chunks = Math.Max(_chunks, job.Chunks);
        _nanoseconds += job.Nanoseconds;
    }

    /// <summary>Runs all of them.</summary>
    public void Run(SimdLevel level, int threads)
    {
        var body = Levels.Tiles<Kernel>(level);
        fixed (ConvPhases* phases = &this)
            WorkerPool.Shared.For(threads, _chunks * _count, _nanoseconds, body, phases);
    }

    private static void Execute<TTiles>(void* state, int index)
        where TTiles : struct, IConvTiles
    {
        var phases = (ConvPhases*)state;
        var (chunk, phase) = Math.DivRem(index, phases->_count);
        var job = (ConvJob*)Unsafe.AsPointer(ref phases->_jobs[phase]);
        if (chunk < job->Chunks)
            ConvRows<TTiles>.Execute(job, chunk);
    }

    [InlineArray(Most)]
    private struct ConvJobs
    {
        private ConvJob _first;
    }

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Execute<ConvTiles<TWidth, TVector>>;
    }
}
