using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Printing;

/// <summary>Items next to one another that take one value from outside and give one, the last one's.</summary>
/// <param name="Start">The place of the first among the items of the net.</param>
/// <param name="Prefix">What the names of its layers begin with, without the dot behind it.</param>
/// <param name="Items">The items.</param>
/// <param name="Core">How many of them there are up to the last one whose name has the prefix.</param>
/// <param name="Entry">The value that it takes.</param>
/// <param name="Lengths">How many of them could be a block, each number from <paramref name="Core"/> on.</param>
internal sealed record BlockPart(int Start, string Prefix, IReadOnlyList<PrintedItem> Items, int Core, int Entry, IReadOnlyList<int> Lengths)
{
    /// <summary>What parts of one block have in common: calls but for their numbers, names within, wiring.</summary>
    public string Key => KeyOf(Items.Count);

    /// <summary>The same up to its last layer.</summary>
    public string CoreKey => KeyOf(Core);

    /// <summary>The part that begins at an item; null where there is none.</summary>
    public static BlockPart? At(IReadOnlyList<PrintedItem> items, int start, string prefix, Dictionary<int, List<int>> readers, ICollection<int> ends)
    {
        bool IsIn(PrintedItem item) => item.Name is { } name && name.StartsWith(prefix + ".", StringComparison.Ordinal);
        bool Belongs(PrintedItem item) => IsIn(item) || item.Name is null;

        // As far as names allow; the last layer with the prefix ends the core.
        var (end, core) = (start, start);
        int? entry = null;
        while (end < items.Count && Belongs(items[end]) && items[end].Sharing is null && (end == start || items[end].First == items[end - 1].Value + 1))
        {
            var outside = items[end].Operands.Where(operand => operand < items[start].First).Distinct().ToList();
            if (outside.Count > 1 || (outside.Count == 1 && entry is { } before && before != outside[0]))
                break;

            entry = outside.Count == 1 ? outside[0] : entry;
            core = IsIn(items[end]) ? end + 1 : core;
            end++;
        }

        if (entry is not { } from || core == start)
            return null;

        var lengths = Enumerable.Range(core - start, end - core + 1).Where(length => IsClosed(items, start, length, readers, ends)).ToList();
        // Two stages are as short where they stand.
        return lengths.Count == 0 || (lengths[lengths.Count - 1] < 3 && !items.Skip(start).Take(2).Any(item => item.IsNamed)) ? null
            : new(start, prefix, [.. items.Skip(start).Take(lengths[lengths.Count - 1])], core - start, from, lengths);
    }

    /// <summary>Cuts parts that begin alike to the longest length at which they still are.</summary>
    public static IEnumerable<BlockPart> Shorten(IReadOnlyList<BlockPart> alike)
    {
        foreach (var length in alike[0].Lengths.Reverse())
        {
            if (alike.All(part => part.Lengths.Contains(length) && part.KeyOf(length) == alike[0].KeyOf(length)))
                return alike.Select(part => part with { Items = [.. part.Items.Take(length)] });
        }

        return alike;
    }

    /// <summary>The name of an item without the prefix.</summary>
    public string? Within(PrintedItem item) =>
        item.Name?.StartsWith(Prefix + ".", StringComparison.Ordinal) == true ? item.Name.Substring(Prefix.Length + 1) : item.Name;

    private string KeyOf(int length)
    {
        var places = Items.Select((item, i) => (item.Value, i)).ToDictionary(place => place.Value, place => place.i);
        return string.Join("\n", Items.Take(length).Select(item =>
            $"{CallNumbers.Skeleton(item.Whole)} {Within(item)} "
                + $"{string.Join(",", item.Operands.Select(operand => places.TryGetValue(operand, out var place) ? place : -1))}"));
    }

    /// <summary>Whether nobody outside reads what is computed inside, but for the last value.</summary>
    private static bool IsClosed(IReadOnlyList<PrintedItem> items, int start, int length, Dictionary<int, List<int>> readers, ICollection<int> ends) =>
        Enumerable
            .Range(start, length - 1)
            .All(i => !ends.Contains(items[i].Value) && readers.TryGetValue(items[i].Value, out var of) && of.All(reader => reader < start + length));
}
