using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>One operand of an instruction.</summary>
public sealed class PtxOperand
{
    private PtxOperand(PtxOperandKind kind, string text) => (Kind, Text) = (kind, text);

    /// <summary>What it is.</summary>
    public PtxOperandKind Kind { get; }

    /// <summary>As one would write it.</summary>
    public string Text { get; }

    /// <summary>The number, of an immediate; the bytes added, of an address.</summary>
    public ulong Value { get; private init; }

    /// <summary>The number of a placeholder.</summary>
    public int Index { get; private init; }

    /// <summary>The elements of a vector or pair; the base of an address; the operand of a negation.</summary>
    public IReadOnlyList<PtxOperand> Items { get; private init; } = [];

    /// <summary>The place of a name in the registers of every thread.</summary>
    internal int Slot { get; private init; }

    internal SpecialRegister Special { get; private init; }

    /// <summary>Every name and placeholder in it.</summary>
    internal IEnumerable<PtxOperand> Leaves => Kind is PtxOperandKind.Name or PtxOperandKind.Placeholder ? [this] : Items.SelectMany(item => item.Leaves);

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static PtxOperand OfName(string name) => new(PtxOperandKind.Name, name) { Slot = RegisterSlots.Of(name) };

    internal static PtxOperand OfPlaceholder(int index) => new(PtxOperandKind.Placeholder, string.Create(CultureInfo.InvariantCulture, $"%{index}")) { Index = index };

    internal static PtxOperand OfNumber(string text, ulong value) => new(PtxOperandKind.Immediate, text) { Value = value };

    internal static PtxOperand OfSpecial(string text, SpecialRegister register) => new(PtxOperandKind.Special, text) { Special = register };

    internal static PtxOperand OfAddress(PtxOperand origin, long offset) => new(
        PtxOperandKind.Address,
        offset == 0 ? $"[{origin}]" : string.Create(CultureInfo.InvariantCulture, $"[{origin}{offset:+0;-0}]"))
    { Items = [origin], Value = (ulong)offset };

    internal static PtxOperand OfVector(IReadOnlyList<PtxOperand> items) => new(PtxOperandKind.Vector, $"{{{string.Join(", ", items)}}}") { Items = items };

    internal static PtxOperand OfPair(PtxOperand value, PtxOperand predicate) => new(PtxOperandKind.Pair, $"{value}|{predicate}") { Items = [value, predicate] };

    internal static PtxOperand OfNot(PtxOperand predicate) => new(PtxOperandKind.Not, $"!{predicate}") { Items = [predicate] };
}
