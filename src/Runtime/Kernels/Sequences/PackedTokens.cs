using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>A learned table of tokens in the form that kernels read it: rows of features, each filled up with zeros to whole blocks of 16.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class PackedTokens
{
    private PackedTokens(ReadOnlySpan<float> table, int features)
    {
        (Count, Features) = (table.Length / features, features);
        Row = (features + Map.Lanes - 1) / Map.Lanes * Map.Lanes;
        Rows = new NativeBuffer((long)Count * Row);
        for (var token = 0; token < Count; token++)
        {
            table.Slice(token * features, features).CopyTo(new Span<float>(Rows.Pointer + (token * Row), features));
        }
    }

    /// <summary>How many tokens there are.</summary>
    public int Count { get; }

    /// <summary>Features of a token.</summary>
    public int Features { get; }

    /// <summary>Floats of a row.</summary>
    internal nint Row { get; }

    internal NativeBuffer Rows { get; }

    /// <summary>Packs a table.</summary>
    /// <param name="table">Tokens one after another.</param>
    /// <param name="features">Features of each.</param>
    public static PackedTokens Pack(ReadOnlySpan<float> table, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        return !table.IsEmpty && table.Length % features == 0
            ? new PackedTokens(table, features)
            : throw new ArgumentException($"{table.Length} numbers are no tokens of {features} features.", nameof(table));
    }

    /// <summary>Refuses a sequence of other features, or one of more tokens than there are.</summary>
    internal void Check(Map sequence, int tokens, string name)
    {
        if (sequence.Channels != Features || sequence.Height != 1 || tokens > Count)
            throw new ArgumentException($"{Count} tokens of {Features} features do not fit {tokens} of {sequence}.", name);
    }
}
