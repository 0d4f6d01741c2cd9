using System.Collections.Generic;
using NetSpec.Ptx;

namespace ILGPU.Execution;

/// <summary>The inline PTX that a thread has noted and not executed.</summary>
internal sealed class LaneQueue
{
    private readonly List<(IReadOnlyList<PtxInstruction> Instructions, ulong[] Values)> _statements = [];
    private int _statement;
    private int _instruction;

    /// <summary>The next instruction; null at the end.</summary>
    public PtxInstruction? Next => _statement < _statements.Count ? _statements[_statement].Instructions[_instruction] : null;

    /// <summary>The arguments of its statement.</summary>
    public ulong[] Values => _statements[_statement].Values;

    /// <summary>Whether the next instruction is one that a warp executes as one.</summary>
    public bool IsAtCollective => Next?.Opcode is "ldmatrix" or "stmatrix" or "mma" or "shfl" or "bar" or "barrier" or "vote" or "redux";

    /// <summary>Notes a statement.</summary>
    /// <param name="instructions">At least one.</param>
    /// <param name="values">Its arguments.</param>
    public void Add(IReadOnlyList<PtxInstruction> instructions, ulong[] values) => _statements.Add((instructions, values));

    public void Advance()
    {
        if (++_instruction < _statements[_statement].Instructions.Count)
            return;
        _instruction = 0;
        _statement++;
    }

    /// <summary>Forgets what was executed, which is everything.</summary>
    public void Clear()
    {
        _statements.Clear();
        _statement = 0;
    }
}
