using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>Threads that execute an instruction together.</summary>
public sealed class PtxWarp
{
    /// <summary>A warp.</summary>
    /// <param name="memory">What they read and write.</param>
    /// <param name="lanes">The threads in order; fewer than 32 only where the group ends.</param>
    public PtxWarp(IPtxMemory memory, IReadOnlyList<PtxThread> lanes)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(lanes);
        if (lanes.Count is 0 or > PtxThread.WarpSize)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A warp has 1 to 32 threads, not {lanes.Count}."), nameof(lanes));
        (Memory, Lanes) = (memory, [.. lanes]);
    }

    internal IPtxMemory Memory { get; }

    internal PtxThread[] Lanes { get; }

    /// <summary>Sees what every memory instruction of the warp touches; null for nobody.</summary>
    internal IAccessObserver? Observer { get; init; }

    /// <summary>The predicate of every active lane that one guards; the others are inactive.</summary>
    internal uint Guarded(PtxInstruction instruction, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        if (instruction.Guard is not { } guard)
            return active;

        var result = 0u;
        for (var lane = 0; lane < Lanes.Length; lane++)
        {
            if ((active >> lane & 1) != 0 && Read(lane, guard, placeholders) != 0)
                result |= 1u << lane;
        }

        return result;
    }

    /// <summary>Executes an instruction other than a jump or a barrier of the whole group.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="placeholdersPerLane">
    /// The arguments that <c>%0</c> and so on stand for, of each lane; null for a lane that does not take part. What the
    /// instruction writes to a placeholder is written here.
    /// </param>
    /// <exception cref="NotSupportedException">The instruction is not known, or is not one that a warp can execute by itself.</exception>
    /// <exception cref="PtxException">The program is wrong; the message names instruction and thread.</exception>
    public void Execute(PtxInstruction instruction, IReadOnlyList<ulong[]?> placeholdersPerLane)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(placeholdersPerLane);
        if (placeholdersPerLane.Count != Lanes.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The warp has {Lanes.Length} lanes, not {placeholdersPerLane.Count}."), nameof(placeholdersPerLane));
        if (instruction.IsJump || instruction.IsGroupBarrier)
            throw new NotSupportedException($"'{instruction}' is for whoever runs the group; a warp cannot execute it by itself.");

        var active = 0u;
        for (var lane = 0; lane < Lanes.Length; lane++)
        {
            if (placeholdersPerLane[lane] is not null)
                active |= 1u << lane;
        }

        Execute(instruction, active, placeholdersPerLane);
    }

    internal void Execute(PtxInstruction instruction, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        var operation = instruction.Operation;
        try
        {
            active = Guarded(instruction, active, placeholders);
            if (active != 0)
                operation.Execute(this, active, placeholders);
        }
        catch (PtxException exception) when (exception.InnerException is null)
        {
            throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"{exception.Message}: '{instruction}' in line {instruction.Line}, {Where()}."), exception);
        }
    }

    /// <summary>The lane that an exception is about, while an operation goes from lane to lane.</summary>
    internal int Current { get; set; }

    internal ulong Read(int lane, PtxOperand operand, IReadOnlyList<ulong[]?> placeholders)
    {
        Current = lane;
        return Lanes[lane].Read(operand, placeholders[lane]);
    }

    internal void Write(int lane, PtxOperand operand, ulong value, IReadOnlyList<ulong[]?> placeholders) => Lanes[lane].Write(operand, value, placeholders[lane]);

    /// <summary>Makes sure that no lane is left out of what all do together.</summary>
    internal void RequireAll(PtxInstruction instruction, uint active)
    {
        if (active != uint.MaxValue || Lanes.Length != PtxThread.WarpSize)
        {
            Current = Enumerable.Range(0, PtxThread.WarpSize).First(lane => lane >= Lanes.Length || (active >> lane & 1) == 0) % Lanes.Length;
            throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"'{instruction.Opcode}' needs all 32 lanes of a warp, but {uint.PopCount(active)} take part"));
        }
    }

    private string Where() => string.Create(CultureInfo.InvariantCulture, $"thread {Lanes[Current].Index} of group {Lanes[Current].Group}");
}
