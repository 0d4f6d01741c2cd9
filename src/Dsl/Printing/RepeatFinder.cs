using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Dsl.Printing;

/// <summary>Finds uses of one block one after another whose names count upwards: they become a repeat.</summary>
internal static class RepeatFinder
{
    /// <summary>The items, with repeats.</summary>
    /// <param name="items">The items.</param>
    /// <param name="ends">The values that the net gives out.</param>
    public static List<PrintedItem> Run(IReadOnlyList<PrintedItem> items, ICollection<int> ends)
    {
        var uses = items.SelectMany(item => item.Operands).GroupBy(value => value).ToDictionary(group => group.Key, group => group.Count());
        var found = new List<PrintedItem>();
        for (var i = 0; i < items.Count;)
        {
            var run = 1;
            while (i + run < items.Count && Follows(items[i + run - 1], items[i + run], uses, ends))
            {
                run++;
            }

            found.Add(run == 1 ? items[i] : Repeat(items[i], items[i + run - 1], run));
            i += run;
        }

        return found;
    }

    private static bool Follows(PrintedItem last, PrintedItem next, Dictionary<int, int> uses, ICollection<int> ends) =>
        last.IsNamed && next.IsNamed && last.Count == 1 && next.Count == 1
        && next.First == last.Value + 1 && next.Operands.Count == 1 && next.Operands[0] == last.Value && uses[last.Value] == 1 && !ends.Contains(last.Value)
        && last.Spell(false) == next.Spell(false)
        && Numbered(last.Name!) is (var stem, var number) && Numbered(next.Name!) == (stem, number + 1);

    private static PrintedItem Repeat(PrintedItem first, PrintedItem last, int count)
    {
        var (stem, from) = Numbered(first.Name!)!.Value;
        var head = $"repeat i in {CallNumbers.Text(from)}..{CallNumbers.Text(from + count - 1)} ";
        var (call, whole) = (head + first.Spell(false), head + first.Whole);
        return first with { Value = last.Value, Spell = _ => call, SpellStride = _ => whole, Name = stem + "{i}", Count = count };
    }

    /// <summary>A name that ends with a number, and that number.</summary>
    private static (string Stem, int Number)? Numbered(string name)
    {
        var stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var digits = name.Substring(stem.Length);
        return stem.EndsWith(".", StringComparison.Ordinal) && (digits == "0" || (digits.Length > 0 && digits[0] != '0'))
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (stem, number)
            : null;
    }
}
