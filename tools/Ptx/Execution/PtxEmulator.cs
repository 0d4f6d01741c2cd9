using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>
/// Runs kernels thread by thread, with every check that a device does not make. Groups run one after the other; the warps of a
/// group run from barrier to barrier; the lanes of a warp that diverge are joined again where their ways meet.
/// </summary>
public static class PtxEmulator
{
    /// <summary>Launches a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="grid">The groups.</param>
    /// <param name="block">The threads of a group.</param>
    /// <param name="memory">The memory of the device. It is told threads by their number in the whole grid.</param>
    /// <param name="parameters">The arguments, as bytes at the offsets of <see cref="PtxKernel.Parameters"/>.</param>
    /// <param name="dynamicSharedBytes">The size of the shared array that the launch decides.</param>
    /// <param name="only">The linear indices of the groups that are run; null for all of them.</param>
    /// <exception cref="PtxException">The kernel did what it must not.</exception>
    /// <exception cref="NotSupportedException">It has an instruction that is not known.</exception>
    public static PtxLaunch Launch(PtxKernel kernel, PtxExtent grid, PtxExtent block, IPtxMemory memory, ReadOnlyMemory<byte> parameters, int dynamicSharedBytes = 0, IEnumerable<int>? only = null)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(memory);
        if (parameters.Length != kernel.ParameterBytes)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The kernel '{kernel.Name}' takes {kernel.ParameterBytes} bytes of arguments, not {parameters.Length}."), nameof(parameters));
        if (kernel.MaxThreads is { } most && (block.X > most.X || block.Y > most.Y || block.Z > most.Z))
            throw new ArgumentException($"The kernel '{kernel.Name}' is for groups of up to {most} threads, not {block}.", nameof(block));

        var counter = new AccessCounter();
        var executed = 0L;
        foreach (var group in only ?? Enumerable.Range(0, grid.Count))
        {
            executed += RunGroup(kernel, grid, block, group, memory, parameters, dynamicSharedBytes, counter);
        }

        return new(executed, counter.Accesses);
    }

    private static long RunGroup(PtxKernel kernel, PtxExtent grid, PtxExtent block, int group, IPtxMemory device, ReadOnlyMemory<byte> arguments, int dynamicSharedBytes, AccessCounter counter)
    {
        var memory = new GroupMemory(device, arguments, kernel.SharedBytes + dynamicSharedBytes, group * block.Count);
        var warps = Enumerable.Range(0, block.Count)
            .Select(index => Prepare(new PtxThread(index, block, grid.At(group), grid), kernel))
            .Chunk(PtxThread.WarpSize)
            .Select(lanes => new WarpRun(kernel, new PtxWarp(memory, lanes) { Observer = counter }))
            .ToArray();
        do
        {
            foreach (var warp in warps)
            {
                warp.RunToBarrier();
            }

            memory.Barrier();
            CheckBarrier(warps);
        }
        while (warps[0].Barrier is not null);
        return warps.Sum(warp => warp.Executed);
    }

    /// <summary>All warps wait at the same barrier, or have ended.</summary>
    private static void CheckBarrier(WarpRun[] warps)
    {
        if (warps.FirstOrDefault(warp => warp.Barrier != warps[0].Barrier) is not { } other)
            return;

        var (waiting, elsewhere) = warps[0].Barrier is null ? (other, warps[0]) : (warps[0], other);
        throw new PtxException(string.Create(
            CultureInfo.InvariantCulture,
            $"divergent barrier: thread {waiting.FirstThread.Index} of group {waiting.FirstThread.Group} waits at '{waiting.Barrier}' in line {waiting.Barrier!.Line}, thread {elsewhere.FirstThread.Index} {(elsewhere.Barrier is { } barrier ? string.Create(CultureInfo.InvariantCulture, $"in line {barrier.Line}") : "has ended")}."));
    }

    private static PtxThread Prepare(PtxThread thread, PtxKernel kernel)
    {
        foreach (var declaration in kernel.Registers)
        {
            thread.Declare(declaration);
        }

        foreach (var parameter in kernel.Parameters)
        {
            thread.Place(parameter.Name, (ulong)parameter.Offset);
        }

        var end = 0;
        foreach (var array in kernel.Shared)
        {
            end = PtxKernel.Align(end, array.Alignment);
            thread.Place(array.Name, (ulong)end);
            end += array.Bytes;
        }

        foreach (var array in kernel.Locals)
        {
            thread.Place(array.Name, thread.Local.Allocate(array.Bytes, array.Alignment));
        }

        return thread;
    }
}
