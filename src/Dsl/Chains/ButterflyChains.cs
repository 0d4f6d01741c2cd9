using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Chains;

/// <summary>Square chains of a width N = 2^L·t: butterflies of blocks of t, and kaleidoscopes, which are two of them.</summary>
internal static class ButterflyChains
{
    private const string Block = "block";

    /// <summary><c>butterfly(block=t)</c>: the product over l = 1 … L of (2^(l-1), 2t, 2t, 2^(L-l)) (Dao et al. 2019, Chen et al. 2022).</summary>
    public static ChainSyntax Butterfly { get; } = ChainSyntax.Of(
        "butterfly", a => [.. Enumerable.Reverse(Inwards(a, "butterfly"))], ArgumentSpec.Count(Block, "1") with { HasPosition = true });

    /// <summary><c>kaleidoscope(block=t)</c>: a butterfly K_1 … K_L, then its mirror image K_L … K_1 (Dao et al. 2022).</summary>
    public static ChainSyntax Kaleidoscope { get; } = ChainSyntax.Of(
        "kaleidoscope", ExpandKaleidoscope, ArgumentSpec.Count(Block, "1") with { HasPosition = true });

    private static IReadOnlyList<KsPattern> ExpandKaleidoscope(IOpArguments a)
    {
        var factors = Inwards(a, "kaleidoscope");
        return [.. factors, .. Enumerable.Reverse(factors)];
    }

    /// <summary>The factors for l = 1 … L, as papers write them; empty when the width is unknown or does not fit.</summary>
    private static KsPattern[] Inwards(IOpArguments a, string keyword)
    {
        var block = a.Integer(Block);
        if (a.Input is not { } input || !a.IsSound)
        {
            return [];
        }

        var width = input.Size;
        var levels = width % block == 0 ? Log2(width / block) : 0;
        if (levels == 0)
        {
            a.Fail(Block, ProblemCode.ShapeMismatch, Mismatch(a, keyword, width, block));
        }

        var factors = new KsPattern[levels];
        for (var level = 1; level <= levels; level++)
        {
            factors[level - 1] = new(1 << (level - 1), 2 * block, 2 * block, 1 << (levels - level));
        }

        return factors;
    }

    private static string Mismatch(IOpArguments a, string keyword, int width, int block)
    {
        var blocks = Divisors.Of(width).Where(divisor => Log2(width / divisor) > 0).Select(divisor => Rules.Text(divisor)).ToArray();
        if (a.Has(Block))
        {
            var fix = blocks.Length == 0 ? "no block fits an odd width" : "block could be " + List(blocks);
            return $"{keyword}: block is {Rules.Text(block)}, but {a.Operand} is {Rules.Text(width)} wide, which is not {Rules.Text(block)} times 2, 4, 8, "
                + $"...; {fix}";
        }

        var power = 2L;
        while (power * 2 <= width)
        {
            power *= 2;
        }

        var other = blocks.Length == 0 ? "" : $"; {keyword}(block={blocks[0]}) takes {Rules.Text(width)}";
        return $"{a.Operand} is {Rules.Text(width)} wide, but {keyword} takes a power of two, such as {Rules.Text(power)} or {Rules.Text(power * 2)}{other}";
    }

    /// <summary>L for 2^L with L ≥ 1, else 0.</summary>
    private static int Log2(int number)
    {
        var log = 0;
        while (number > 1 && number % 2 == 0)
        {
            (number, log) = (number / 2, log + 1);
        }

        return number == 1 ? log : 0;
    }

    private static string List(string[] words) =>
        words.Length == 1 ? words[0] : string.Join(", ", words.Take(words.Length - 1)) + " or " + words[words.Length - 1];
}
