using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>One instruction: <c>@%p1 ld.global.v4.f32 {…}, [%rd1+16];</c></summary>
public sealed class PtxInstruction
{
    private Operation? _operation;

    internal PtxInstruction(string name, PtxOperand? guard, IReadOnlyList<PtxOperand> operands, int line)
    {
        var words = name.Split('.');
        (Name, Opcode, Modifiers, Guard, Operands, Line) = (name, words[0], words[1..], guard, operands, line);
    }

    /// <summary>The opcode with all its modifiers: <c>ld.global.v4.f32</c>.</summary>
    public string Name { get; }

    /// <summary>The opcode: <c>ld</c>.</summary>
    public string Opcode { get; }

    /// <summary>The rest of the name: <c>global</c>, <c>v4</c>, <c>f32</c>.</summary>
    public IReadOnlyList<string> Modifiers { get; }

    /// <summary>The predicate that decides whether it is executed; null for always.</summary>
    public PtxOperand? Guard { get; }

    /// <summary>The operands, destination first.</summary>
    public IReadOnlyList<PtxOperand> Operands { get; }

    /// <summary>Its line in the text, from 1.</summary>
    public int Line { get; }

    /// <summary>Whether it goes elsewhere: <c>bra</c>, <c>ret</c>, <c>exit</c>.</summary>
    public bool IsJump => Opcode is "bra" or "ret" or "exit";

    /// <summary>Whether the threads of a group wait for each other in it.</summary>
    public bool IsGroupBarrier => (Opcode is "bar" or "barrier") && !Has("warp");

    /// <summary>The last modifier that is a type.</summary>
    internal PtxType Type => Types.LastOrDefault();

    /// <summary>The modifiers that are types, in order.</summary>
    internal IEnumerable<PtxType> Types
    {
        get
        {
            foreach (var word in Modifiers)
            {
                if (PtxType.TryParse(word, out var type))
                    yield return type;
            }
        }
    }

    /// <summary>What it does, found when it is first executed.</summary>
    internal Operation Operation => _operation ??= OperationCatalog.Find(this);

    /// <summary>Whether the name has a modifier.</summary>
    public bool Has(string modifier) => Modifiers.Contains(modifier);

    /// <inheritdoc/>
    public override string ToString() => (Guard is null ? "" : $"@{Guard} ") + Name + (Operands.Count > 0 ? " " + string.Join(", ", Operands) : "");

    /// <summary>Makes sure of the number of operands.</summary>
    internal PtxInstruction Expect(int operands) => Operands.Count == operands
        ? this
        : throw Malformed(string.Create(CultureInfo.InvariantCulture, $"has {Operands.Count} operands; it takes {operands}"));

    internal NotSupportedException Unknown() => new(string.Create(CultureInfo.InvariantCulture, $"The PTX instruction '{this}' in line {Line} is not known here."));

    internal FormatException Malformed(string what) => new(string.Create(CultureInfo.InvariantCulture, $"The PTX instruction '{this}' in line {Line} {what}."));
}
