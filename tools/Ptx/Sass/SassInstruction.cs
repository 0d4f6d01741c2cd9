using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>One instruction of machine code: <c>@!P0 LDS.128 R4, [R2+0x10]</c>.</summary>
/// <param name="Address">Its offset in the function.</param>
/// <param name="Guard">The predicate that decides whether it is executed: <c>!P0</c>; null for always.</param>
/// <param name="Name">The opcode with its modifiers: <c>LDS.128</c>.</param>
/// <param name="Operands">The operands, as they are written.</param>
public sealed record SassInstruction(int Address, string? Guard, string Name, IReadOnlyList<string> Operands)
{
    /// <summary>The opcode: <c>LDS</c>.</summary>
    public string Opcode => Name.Split('.')[0];

    /// <summary>Whether it makes products that the kernel is there for: one a lane, or matrices of a warp.</summary>
    public bool IsProduct => Opcode is "FFMA" or "HMMA";

    /// <summary>Whether control may go elsewhere after it. Calls do: the assembler leaves loops by them too.</summary>
    internal bool IsJump => Opcode is "BRA" or "EXIT" or "RET" or "CALL" or "JMP" or "BRX" or "JMX";

    /// <summary>Whether control may go to the next one. A called function comes back there.</summary>
    internal bool FallsThrough => !IsJump || Guard is not null || Opcode == "CALL" || (Opcode == "BRA" && Operands.Count > 1);

    /// <summary>The address to which it jumps, if it says one.</summary>
    internal int? Target =>
        IsJump && Operands is [.., var last] && last.StartsWith("0x", StringComparison.Ordinal)
        && int.TryParse(last.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var address) ? address : null;

    /// <summary>As a listing has it.</summary>
    public override string ToString() => $"{(Guard is null ? "" : $"@{Guard} ")}{Name}{(Operands.Count == 0 ? "" : " ")}{string.Join(", ", Operands)}";
}
