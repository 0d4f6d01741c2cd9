using System;
using System.Collections.Generic;

namespace NetSpec.Dsl.Printing;

/// <summary>What one stage or one join of a printed body says: a node, or several that a block or a repeat stands for.</summary>
/// <param name="First">The id of its first node.</param>
/// <param name="Value">The id of its last node, whose result it gives.</param>
/// <param name="Operands">The ids of the values that it takes.</param>
/// <param name="Keyword">The word that names count.</param>
/// <param name="Spell">The call, given whether a batch-norm is the next stage.</param>
/// <param name="Name">Its name in the body; null where none has to be kept.</param>
internal sealed record PrintedItem(int First, int Value, IReadOnlyList<int> Operands, string Keyword, Func<bool, string> Spell, string? Name)
{
    /// <summary>The layer whose parameters it uses; null where they are its own.</summary>
    public string? Sharing { get; init; }

    /// <summary>The call with its strides of 1 too, which <see cref="Spell"/> leaves out; null where there are none.</summary>
    public Func<bool, string>? SpellStride { get; init; }

    /// <summary>The call by which it is compared with others of the same kind.</summary>
    public string Whole => (SpellStride ?? Spell)(false);

    /// <summary>Whether it joins values, as a sum does, rather than that one is fed through it.</summary>
    public bool IsJoin { get; init; }

    /// <summary>The arguments of what joins values, which stand behind them; empty where there are none.</summary>
    public string BehindOperands { get; init; } = "";

    /// <summary>How many names it takes from the count of its keyword: of a repeat, one a turn.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether its name stands behind it in any case: of a block, whose layers have it as a prefix.</summary>
    public bool IsNamed { get; init; }
}
