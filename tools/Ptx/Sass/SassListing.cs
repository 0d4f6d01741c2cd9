using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetSpec.Ptx;

/// <summary>The machine code of a kernel, as <c>cuobjdump -sass</c> lists it.</summary>
public sealed partial class SassListing
{
    private SassListing(string architecture, IReadOnlyList<SassInstruction> instructions)
    {
        (Architecture, Instructions) = (architecture, instructions);
        var places = Enumerable.Range(0, instructions.Count).ToDictionary(i => instructions[i].Address);
        Flow = new([.. instructions.Select(instruction => new FlowStep(
            instruction.IsJump,
            instruction.Target is { } address && places.TryGetValue(address, out var place) ? place : null,
            instruction.FallsThrough))]);
    }

    /// <summary>What it is for: <c>sm_80</c>.</summary>
    public string Architecture { get; }

    /// <summary>The instructions by address.</summary>
    public IReadOnlyList<SassInstruction> Instructions { get; }

    /// <summary>Where control goes.</summary>
    internal PtxFlow Flow { get; }

    /// <summary>Reads the listing of one function.</summary>
    /// <exception cref="FormatException">It has none, or several.</exception>
    public static SassListing Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var functions = Function().Count(text);
        if (functions != 1)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The machine code has {functions} functions, not one."));

        var instructions = Line().Matches(text).Select(Instruction).ToArray();
        return instructions.Length == 0
            ? throw new FormatException("The machine code has no instructions.")
            : new(Code().Match(text) is { Success: true } code ? code.Groups[1].Value : "", instructions);
    }

    private static SassInstruction Instruction(Match line) => new(
        int.Parse(line.Groups["address"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        line.Groups["guard"] is { Success: true } guard ? guard.Value : null,
        line.Groups["name"].Value,
        [.. line.Groups["operands"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);

    [GeneratedRegex(@"^\s*Function : ", RegexOptions.Multiline)]
    private static partial Regex Function();

    [GeneratedRegex(@"code for (sm_\w+)")]
    private static partial Regex Code();

    // The encoding follows in another comment, on this line and the next.
    [GeneratedRegex(@"^\s*/\*(?<address>[0-9a-f]{4,})\*/\s+(?:@(?<guard>!?U?P\w+)\s+)?(?<name>[A-Z][\w.]*)(?<operands>[^;]*);", RegexOptions.Multiline)]
    private static partial Regex Line();
}
