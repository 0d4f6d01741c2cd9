using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>Parses the statements of a kernel's body or of an inline fragment.</summary>
internal sealed class StatementParser(Tokens tokens, bool inline)
{
    public List<PtxInstruction> Instructions { get; } = [];

    public List<PtxRegisterDeclaration> Registers { get; } = [];

    public List<PtxSharedDeclaration> Shared { get; } = [];

    public List<PtxLocalDeclaration> Locals { get; } = [];

    /// <summary>The index of the instruction that a label stands before.</summary>
    public Dictionary<string, int> Labels { get; } = [];

    /// <summary>Parses up to the brace that closes the body, or to the end of a fragment.</summary>
    public void ParseAll()
    {
        for (var depth = 0; ;)
        {
            if (tokens.AtEnd)
            {
                if (!inline || depth > 0)
                    throw tokens.Error("'}' is missing");
                return;
            }

            if (tokens.TryTake(";"))
                continue;
            if (tokens.TryTake("{"))
            {
                depth++;
                continue;
            }

            if (tokens.Peek() == "}")
            {
                if (depth-- == 0)
                {
                    if (inline)
                        throw tokens.Error("'}' closes nothing");
                    return;
                }

                tokens.Take();
                continue;
            }

            Statement();
        }
    }

    /// <summary>Parses <c>.align 128 .b8 name[1024]</c>.</summary>
    public static (string Name, int Alignment, int Bytes) Array(Tokens tokens)
    {
        var alignment = tokens.TryTake(".align") ? tokens.TakeNumber() : 0;
        var type = Type(tokens);
        var name = tokens.TakeWord();
        var count = 1;
        if (tokens.TryTake("["))
        {
            count = tokens.Peek() == "]" ? 0 : tokens.TakeNumber();
            tokens.Expect("]");
        }

        return (name, Math.Max(alignment, type.Bytes), count * type.Bytes);
    }

    private static PtxType Type(Tokens tokens) => tokens.Peek().StartsWith('.') && PtxType.TryParse(tokens.Peek()[1..], out var type)
        ? (tokens.Take(), type).type
        : throw tokens.Error($"a type such as '.b32' is expected, not '{tokens.Peek()}'");

    private void Statement()
    {
        if (tokens.Peek(1) == ":")
        {
            var label = tokens.TakeWord();
            tokens.Take();
            if (!Labels.TryAdd(label, Instructions.Count))
                throw tokens.Error($"the label '{label}' occurs twice");
            return;
        }

        switch (tokens.Peek())
        {
            case ".reg":
                tokens.Take();
                RegistersOf(Type(tokens));
                break;
            case ".shared":
                tokens.Take();
                var shared = Array(tokens);
                Shared.Add(new(shared.Name, shared.Alignment, shared.Bytes));
                break;
            case ".local":
                tokens.Take();
                var local = Array(tokens);
                Locals.Add(new(local.Name, local.Alignment, local.Bytes));
                break;
            case ".pragma":
                tokens.Take();
                tokens.Take();
                break;
            case ".loc" or ".file":
                tokens.SkipLine();
                return;
            case var directive when directive.StartsWith('.'):
                throw tokens.Error($"the directive '{directive}' is not known here");
            default:
                Instruction();
                break;
        }

        tokens.Expect(";");
    }

    private void RegistersOf(PtxType type)
    {
        do
        {
            var name = tokens.TakeWord();
            int? count = null;
            if (tokens.TryTake("<"))
            {
                count = tokens.TakeNumber();
                tokens.Expect(">");
            }

            Registers.Add(new(type, name, count));
        }
        while (tokens.TryTake(","));
    }

    private void Instruction()
    {
        PtxOperand? guard = null;
        if (tokens.TryTake("@"))
            guard = Operand();
        var line = tokens.Line;
        var name = tokens.TakeWord();
        if (!char.IsAsciiLetterLower(name[0]))
            throw tokens.Error($"an instruction is expected, not '{name}'");

        List<PtxOperand> operands = [];
        if (tokens.Peek() != ";")
        {
            do
            {
                operands.Add(Operand());
            }
            while (tokens.TryTake(","));
        }

        if (tokens.Peek() != ";")
            throw tokens.Error($"';' or ',' is expected after '{name}', not '{tokens.Peek()}'");

        Instructions.Add(new(name, guard, operands, line));
    }

    private PtxOperand Operand()
    {
        if (tokens.TryTake("!"))
            return PtxOperand.OfNot(Operand());
        if (tokens.TryTake("["))
        {
            var origin = Operand();
            var offset = tokens.TryTake("+") ? Number() : tokens.Peek() == "-" ? Number() : 0;
            tokens.Expect("]");
            return PtxOperand.OfAddress(origin, offset);
        }

        if (tokens.TryTake("{"))
        {
            List<PtxOperand> items = [];
            do
            {
                items.Add(Operand());
            }
            while (tokens.TryTake(","));
            tokens.Expect("}");
            return PtxOperand.OfVector(items);
        }

        if (tokens.Peek() == "-" || char.IsAsciiDigit(tokens.Peek() is [var first, ..] ? first : ' '))
            return NumberOperand();

        var operand = Name(tokens.TakeWord());
        return tokens.TryTake("|") ? PtxOperand.OfPair(operand, Operand()) : operand;
    }

    private PtxOperand Name(string word)
    {
        if (inline && word[0] == '%')
        {
            // Inline, '%%' stands for the '%' that every other register of PTX starts with.
            if (word.StartsWith("%%", StringComparison.Ordinal))
                word = word[1..];
            else if (int.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                return PtxOperand.OfPlaceholder(index);
            else
                throw tokens.Error($"'{word}' in inline PTX is neither an argument such as '%0' nor, with '%%', a register");
        }

        if (SpecialRegisters.ByName.TryGetValue(word, out var special))
            return PtxOperand.OfSpecial(word, special);
        if (!char.IsAsciiLetter(word[0]) && word[0] is not ('_' or '$' or '%') || word.Contains('.', StringComparison.Ordinal))
            throw tokens.Error($"'{word}' is not the name of a register");
        return PtxOperand.OfName(word);
    }

    private PtxOperand NumberOperand()
    {
        var text = tokens.Peek();
        if (text.Length == 10 && text.StartsWith("0f", StringComparison.OrdinalIgnoreCase))
            return PtxOperand.OfNumber(text, Hexadecimal(tokens.Take()[2..]));
        if (text.Length == 18 && text.StartsWith("0d", StringComparison.OrdinalIgnoreCase))
            return PtxOperand.OfNumber(text, Hexadecimal(tokens.Take()[2..]));

        var value = Number();
        return PtxOperand.OfNumber(value.ToString(CultureInfo.InvariantCulture), (ulong)value);
    }

    private long Number()
    {
        var negative = tokens.TryTake("-");
        var text = tokens.TakeWord();
        var digits = text.TrimEnd('U');
        var value = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? Hexadecimal(digits[2..])
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw tokens.Error($"'{text}' is not a number");
        return negative ? -(long)value : (long)value;
    }

    private ulong Hexadecimal(string digits) => ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw tokens.Error($"'{digits}' is not a hexadecimal number");
}
