using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Printing;

/// <summary>
/// Finds structure that repeats: items whose names share a prefix, with one value going in and one coming out, that occur more than once with
/// the same ops, become a block with the numbers that differ as its parameters; uses of a block one after another, numbered upwards, a
/// repeat. From the longest prefixes to the shortest, so that blocks are made of blocks.
/// </summary>
internal sealed class BlockFinder
{
    private const int MostParameters = 6;

    private readonly FreeNames _names;
    private readonly ICollection<int> _ends;
    private readonly List<PrintedBlock> _blocks = [];
    private List<PrintedItem> _items;

    private BlockFinder(IEnumerable<PrintedItem> items, ICollection<int> ends, FreeNames names) => (_items, _ends, _names) = ([.. items], ends, names);

    /// <summary>The blocks, and the items with uses of them.</summary>
    /// <param name="items">The items of a net.</param>
    /// <param name="ends">The values that the net gives out.</param>
    /// <param name="names">The names that blocks may not have.</param>
    public static (IReadOnlyList<PrintedBlock> Blocks, IReadOnlyList<PrintedItem> Items) Run(
        IReadOnlyList<PrintedItem> items, ICollection<int> ends, FreeNames names)
    {
        var finder = new BlockFinder(items, ends, names);
        for (var depth = items.Select(item => Depth(item.Name)).DefaultIfEmpty(0).Max(); depth > 0; depth--)
        {
            finder.Level(depth);
        }

        return (finder._blocks, finder._items);
    }

    private static int Depth(string? name) => name?.Count(c => c == '.') ?? 0;

    private void Level(int depth)
    {
        var parts = Parts(depth);
        var classes = parts.GroupBy(part => part.Key, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).ToList();
        var used = new Dictionary<int, (BlockPart Part, PrintedBlock Block)>();
        foreach (var alike in classes)
        {
            if (PrintedBlock.Of([.. alike], MostParameters, Name) is not { } block)
                continue;

            _blocks.Add(block);
            foreach (var part in alike)
            {
                used.Add(part.Start, (part, block));
            }
        }

        var items = new List<PrintedItem>();
        for (var i = 0; i < _items.Count; i++)
        {
            if (!used.TryGetValue(i, out var use))
            {
                items.Add(_items[i]);
                continue;
            }

            var (part, block) = use;
            var (call, whole) = (block.Call(part, statesSteps: false), block.Call(part, statesSteps: true));
            items.Add(new(part.Items[0].First, part.Items[part.Items.Count - 1].Value, [part.Entry], block.Name, _ => call, part.Prefix)
            {
                SpellStride = _ => whole,
                IsNamed = true,
            });
            i += part.Items.Count - 1;
        }

        _items = RepeatFinder.Run(items, _ends);
    }

    /// <summary>The stretches of items with a prefix of so many words, which can be blocks.</summary>
    private List<BlockPart> Parts(int depth)
    {
        var readers = Readers();
        var parts = new List<BlockPart>();
        for (var i = 0; i < _items.Count;)
        {
            var part = Prefix(_items[i].Name, depth) is { } prefix ? BlockPart.At(_items, i, prefix, readers, _ends) : null;
            if (part is not null)
                parts.Add(part);
            i += part?.Items.Count ?? 1;
        }

        // What stands behind the layers of a part belongs to it as far as it does in all parts that begin alike.
        return [.. parts.GroupBy(part => part.CoreKey, StringComparer.Ordinal).SelectMany(alike => BlockPart.Shorten([.. alike]))];
    }

    /// <summary>The first words of a name, so many; null where it has no more than those.</summary>
    private static string? Prefix(string? name, int depth)
    {
        if (Depth(name) < depth)
            return null;

        var words = name!.Split('.');
        return string.Join(".", words.Take(depth));
    }

    private Dictionary<int, List<int>> Readers()
    {
        var readers = new Dictionary<int, List<int>>();
        for (var i = 0; i < _items.Count; i++)
        {
            foreach (var operand in _items[i].Operands)
            {
                if (!readers.TryGetValue(operand, out var of))
                    readers.Add(operand, of = []);
                of.Add(i);
            }
        }

        return readers;
    }

    private string Name(BlockPart part)
    {
        var keywords = part.Items.Select(item => item.Keyword).ToList();
        var name = keywords
            .Contains(new Add().Keyword) ? "residual" : keywords
            .Contains(new Concat().Keyword) ? "branches" : keywords
            .Any(word => _blocks.Any(block => block.Name == word)) || part.Items
            .Any(item => item.Count > 1) ? "stage" : "unit";
        return _names.Like(name);
    }
}
