using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Threading;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels;

/// <summary>
/// Several samples on several threads. Where there are as many samples as threads, each thread takes samples of its own through all
/// layers: nobody waits for another between two layers, and a layer's results are read from the cache of the core that wrote them.
/// Samples that are left over share each layer out. A sample's result is the same, bit for bit, either way.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class SamplePass
{
    /// <summary>Computes the samples of a run.</summary>
    /// <param name="program">What to do with them.</param>
    /// <param name="run">The samples, their inputs in the workspace.</param>
    /// <param name="together">Samples that go through the layers together at most.</param>
    public static void Run(ISampleProgram program, in Run run, int together)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentOutOfRangeException.ThrowIfLessThan(together, 1);
        var threads = Math.Min(run.Threads, Environment.ProcessorCount);
        if (run.Images < threads || run.Images == 1)
        {
            program.RunSamples(run);
            return;
        }

        var group = Math.Min(run.Images / threads, together);
        var apart = run.Images - (run.Images % (group * threads));
        if (threads == 1)
        {
            for (var first = 0; first < apart; first += group)
                program.RunSamples(run.Part(first, group, threads: 1));
        }
        else
        {
            Share(program, run, group, apart / group, threads);
        }

        if (apart < run.Images)
            program.RunSamples(run.Part(apart, run.Images - apart, run.Threads));
    }

    /// <summary>Samples that a workspace should have room for, given how many go through the layers together.</summary>
    internal static int Room(int batch, int threads, int together) => Math.Min(batch, Math.Max(together, Math.Min(threads, Environment.ProcessorCount)));

    private static void Share(ISampleProgram program, in Run run, int group, int groups, int threads)
    {
        var (programHandle, workspaceHandle) = (GCHandle.Alloc(program), GCHandle.Alloc(run.Workspace));
        try
        {
            Groups state = new()
            {
                Program = GCHandle.ToIntPtr(programHandle), Workspace = GCHandle.ToIntPtr(workspaceHandle), First = run.First, Size = group, Count = groups,
            };

            // Every float of the workspace is written at least once.
            WorkerPool.Shared.For(threads, threads, (long)run.Workspace.SampleSize * group * groups, &Groups.Execute, &state);
        }
        finally
        {
            programHandle.Free();
            workspaceHandle.Free();
        }
    }

    /// <summary>What the threads share.</summary>
    private struct Groups
    {
        public nint Program, Workspace;

        public int First, Size, Count;

        // The next group that no thread has claimed.
        private int _next;

        /// <summary>Computes groups until none is left, with scratch memory of its own.</summary>
        public static void Execute(void* state, int slot)
        {
            var groups = (Groups*)state;
            var program = (ISampleProgram)GCHandle.FromIntPtr(groups->Program).Target!;
            var workspace = (Workspace)GCHandle.FromIntPtr(groups->Workspace).Target!;
            for (int index; (index = Interlocked.Increment(ref groups->_next) - 1) < groups->Count;)
                program.RunSamples(Kernels.Run.OfSamples(workspace, groups->First + (index * groups->Size), groups->Size, slot));
        }
    }
}
