using System;
using System.Linq;
using System.Runtime.CompilerServices;
using NetSpec.Ptx;

namespace ILGPU.Execution;

/// <summary>
/// The inline PTX of a group. No statement has a result that C# sees, so a thread only notes its statements; the warps execute
/// them when all threads have come to a barrier or their end. Lanes go together as long as they are at the same instruction,
/// and must be at those that a warp executes as one.
/// </summary>
internal sealed class InlinePtx
{
    private static readonly ConditionalWeakTable<string, PtxFragment> Parsed = [];

    private readonly Launch _launch;
    private readonly GpuThread[] _threads;
    private readonly LaneQueue[] _queues;
    private readonly PtxThread[] _lanes;
    private readonly PtxWarp[] _warps;
    private bool _isIdle = true;

    /// <param name="launch">The launch, whose group is about to begin.</param>
    /// <param name="threads">The group's threads.</param>
    public InlinePtx(Launch launch, GpuThread[] threads)
    {
        _launch = launch;
        _threads = threads;
        _queues = threads.Select(_ => new LaneQueue()).ToArray();
        _lanes = threads.Select(thread => new PtxThread(thread.Number, Extent(launch.GroupDim), Extent(launch.GroupIndex), Extent(launch.GridDim))).ToArray();
        var memory = new PtxMemory(launch, threads);
        _warps = _lanes.Chunk(PtxThread.WarpSize).Select(lanes => new PtxWarp(memory, lanes)).ToArray();
    }

    /// <summary>Parses inline PTX, once for every literal.</summary>
    public static PtxFragment Parse(string text) => Parsed.GetValue(text, PtxFragment.Parse);

    /// <summary>Notes a statement of a thread.</summary>
    public void Add(GpuThread thread, PtxFragment fragment, ReadOnlySpan<ulong> values)
    {
        foreach (var registers in fragment.Registers)
            _lanes[thread.Number].Declare(registers);
        foreach (var array in fragment.Shared)
            _lanes[thread.Number].Place(array.Name, (ulong)_launch.Shared.Declare(thread, array).Address);
        if (fragment.Instructions.Count == 0)
            return;
        _queues[thread.Number].Add(fragment.Instructions, values.ToArray());
        _isIdle = false;
    }

    /// <summary>Executes what all threads noted.</summary>
    public void Run()
    {
        if (_isIdle)
            return;
        for (var warp = 0; warp < _warps.Length; warp++)
            Run(_warps[warp], warp * PtxThread.WarpSize);
        foreach (var queue in _queues)
            queue.Clear();
        _isIdle = true;
        _launch.Instruction = null;
    }

    private static PtxExtent Extent(Index3D index) => new(index.X, index.Y, index.Z);

    private void Run(PtxWarp warp, int first)
    {
        var queues = _queues.AsSpan(first, Math.Min(PtxThread.WarpSize, _queues.Length - first));
        var values = new ulong[]?[queues.Length];
        while (true)
        {
            if (!AreTogether(queues))
            {
                Array.Clear(values);
                GoOnAlone(warp, queues, values, first);
                if (!AreTogether(queues))
                    throw Apart(queues, first);
            }

            if (queues[0].Next is not { } instruction)
                return;
            for (var lane = 0; lane < queues.Length; lane++)
            {
                values[lane] = queues[lane].Values;
                queues[lane].Advance();
            }

            Execute(warp, instruction, values, first);
        }
    }

    /// <summary>Lanes that are apart go on one by one, each to where they must meet.</summary>
    private void GoOnAlone(PtxWarp warp, Span<LaneQueue> queues, ulong[]?[] values, int first)
    {
        for (var lane = 0; lane < queues.Length; lane++)
        {
            for (; queues[lane].Next is { } instruction && !queues[lane].IsAtCollective; queues[lane].Advance())
            {
                values[lane] = queues[lane].Values;
                Execute(warp, instruction, values, first + lane);
            }

            values[lane] = null;
        }
    }

    private static bool AreTogether(Span<LaneQueue> queues)
    {
        foreach (var queue in queues)
        {
            if (queue.Next != queues[0].Next)
                return false;
        }

        return true;
    }

    private KernelFaultException Apart(Span<LaneQueue> queues, int first)
    {
        var lane = 1;
        while (queues[lane].Next == queues[0].Next)
            lane++;
        return _threads[first + lane].Fault(KernelFault.InlinePtx, null, null, $"{At(queues[lane])} while thread {first}, of the same warp, {At(queues[0])}");
    }

    private static string At(LaneQueue queue) => queue.Next is { } instruction ? $"is at '{instruction}'" : "has come to the end of its inline PTX";

    private void Execute(PtxWarp warp, PtxInstruction instruction, ulong[]?[] values, int thread)
    {
        _launch.Instruction = instruction;
        try
        {
            warp.Execute(instruction, values);
        }
        catch (Exception exception) when (exception is PtxException or NotSupportedException or FormatException)
        {
            throw _threads[thread].Fault(KernelFault.InlinePtx, null, null, exception.Message, exception);
        }
    }
}
