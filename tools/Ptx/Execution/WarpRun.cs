using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>A warp on its way through a kernel, from barrier to barrier.</summary>
internal sealed class WarpRun
{
    // Far more than any kernel on inputs that one can wait for.
    private const long MostInstructions = 2_000_000;

    private static readonly ulong[] Nothing = [];

    private readonly PtxKernel _kernel;
    private readonly PtxWarp _warp;
    private readonly int[] _next;
    private readonly ulong[]?[] _placeholders;
    private uint _running;

    public WarpRun(PtxKernel kernel, PtxWarp warp)
    {
        (_kernel, _warp) = (kernel, warp);
        _next = new int[warp.Lanes.Length];
        _placeholders = new ulong[]?[warp.Lanes.Length];
        Array.Fill(_placeholders, Nothing);
        _running = warp.Lanes.Length == PtxThread.WarpSize ? uint.MaxValue : (1u << warp.Lanes.Length) - 1;
    }

    /// <summary>The barrier that it waits at; null when all its threads have ended.</summary>
    public PtxInstruction? Barrier { get; private set; }

    public long Executed { get; private set; }

    public PtxThread FirstThread => _warp.Lanes[0];

    /// <summary>Runs until all lanes wait at a barrier or have ended.</summary>
    public void RunToBarrier()
    {
        Barrier = null;
        while (_running != 0)
        {
            var (at, active) = Choose();
            if (at == _kernel.Instructions.Count)
            {
                End(active);
                continue;
            }

            var instruction = _kernel.Instructions[at];
            if (++Executed > MostInstructions)
                throw Fault(active, instruction, "the kernel does not end");

            if (instruction.IsJump)
                Jump(instruction, active);
            else if (instruction.IsGroupBarrier)
            {
                Stop(instruction, active);
                return;
            }
            else
            {
                _warp.Execute(instruction, active, _placeholders);
                Advance(active);
            }
        }
    }

    private void Stop(PtxInstruction instruction, uint active)
    {
        if (instruction.Name is not ("bar.sync" or "barrier.sync" or "barrier.sync.aligned" or "bar.cta.sync" or "barrier.cta.sync.aligned") || instruction.Operands is not [{ Kind: PtxOperandKind.Immediate, Value: 0 }] || instruction.Guard is not null)
            throw instruction.Unknown();

        var all = _warp.Lanes.Length == PtxThread.WarpSize ? uint.MaxValue : (1u << _warp.Lanes.Length) - 1;
        if (active != all)
            throw Fault(all & ~active, instruction, "divergent barrier: other threads of the warp wait in it, this one does not");

        Advance(active);
        Barrier = instruction;
    }

    private void Jump(PtxInstruction instruction, uint active)
    {
        var taken = _warp.Guarded(instruction, active, _placeholders);
        Advance(active & ~taken);
        if (instruction.Opcode == "bra")
        {
            var target = _kernel.TargetOf(instruction);
            for (; taken != 0; taken &= taken - 1)
            {
                _next[uint.TrailingZeroCount(taken)] = target;
            }
        }
        else
        {
            End(taken);
        }
    }

    private void End(uint lanes)
    {
        _running &= ~lanes;
        for (; lanes != 0; lanes &= lanes - 1)
        {
            if (_warp.Lanes[uint.TrailingZeroCount(lanes)].Copies.Pending)
                throw Fault(lanes, null, "the thread ends while asynchronous copies are under way");
        }
    }

    /// <summary>The lanes that are furthest behind.</summary>
    private (int At, uint Active) Choose()
    {
        var ranks = _kernel.Flow.Ranks;
        var (at, least, active) = (0, int.MaxValue, 0u);
        for (var lanes = _running; lanes != 0; lanes &= lanes - 1)
        {
            var lane = (int)uint.TrailingZeroCount(lanes);
            if (active != 0 && _next[lane] == at)
            {
                active |= 1u << lane;
            }
            else if (active == 0 || ranks[_next[lane]] < least)
            {
                (at, least, active) = (_next[lane], ranks[_next[lane]], 1u << lane);
            }
        }

        return (at, active);
    }

    private void Advance(uint lanes)
    {
        for (; lanes != 0; lanes &= lanes - 1)
        {
            _next[uint.TrailingZeroCount(lanes)]++;
        }
    }

    private PtxException Fault(uint lanes, PtxInstruction? instruction, string what)
    {
        var thread = _warp.Lanes[uint.TrailingZeroCount(lanes)];
        var where = instruction is null ? "" : string.Create(CultureInfo.InvariantCulture, $"'{instruction}' in line {instruction.Line}, ");
        return new(string.Create(CultureInfo.InvariantCulture, $"{what}: {where}thread {thread.Index} of group {thread.Group}."));
    }
}
