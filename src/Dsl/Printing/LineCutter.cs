using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Printing;

/// <summary>
/// Cuts the items of a body into lines: one goes on as long as nobody else reads what it has so far, and the names that layers without
/// <c>as</c> have from their line tell no other. The order of the items stays.
/// </summary>
internal sealed class LineCutter
{
    private readonly Dictionary<int, int> _uses = [];
    private readonly Func<string, bool> _isFree;

    /// <param name="items">The items of the body.</param>
    /// <param name="ends">The values that the body gives out.</param>
    /// <param name="isFree">Whether a line may have a name.</param>
    public LineCutter(IReadOnlyList<PrintedItem> items, IEnumerable<int> ends, Func<string, bool> isFree)
    {
        _isFree = isFree;
        foreach (var value in items.SelectMany(item => item.Operands).Concat(ends))
        {
            _uses[value] = _uses.TryGetValue(value, out var before) ? before + 1 : 1;
        }

        Lines = Cut(items);
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<PrintedLine> Lines { get; }

    /// <summary>Whether one item alone takes a value, and the body does not give it out.</summary>
    public bool IsUsedOnce(int value) => _uses.TryGetValue(value, out var uses) && uses == 1;

    private List<PrintedLine> Cut(IReadOnlyList<PrintedItem> items)
    {
        var lines = new List<PrintedLine>();
        var line = new List<PrintedItem>();
        string? binding = null;
        foreach (var item in items)
        {
            var own = Binding(item);
            if (line.Count > 0 && !(Continues(line[line.Count - 1], item) && (binding is null || own is null || binding == own) && !Parts(line, binding, item)))
            {
                lines.Add(new(line, binding));
                (line, binding) = ([], null);
            }

            line.Add(item);
            binding ??= own;
        }

        if (line.Count > 0)
            lines.Add(new(line, binding));

        return lines;
    }

    /// <summary>Whether blocks begin behind a line that has a name.</summary>
    private static bool Parts(List<PrintedItem> line, string? binding, PrintedItem next) =>
        binding is not null && next.IsNamed && !line.Exists(item => item.IsNamed);

    private bool Continues(PrintedItem last, PrintedItem next) =>
        !next.IsJoin && next.First == last.Value + 1 && next.Operands.Count == 1 && next.Operands[0] == last.Value && IsUsedOnce(last.Value);

    /// <summary>The binding that a layer without <c>as</c> would have its name from.</summary>
    private string? Binding(PrintedItem item)
    {
        if (item.Name?.IndexOf('.') is not (> 0 and { } dot))
            return null;

        var (binding, rest) = (item.Name.Substring(0, dot), item.Name.Substring(dot + 1));
        var counts = rest.StartsWith(item.Keyword, StringComparison.Ordinal) && rest.Skip(item.Keyword.Length).All(c => c is >= '0' and <= '9');
        return counts && _isFree(binding) ? binding : null;
    }
}
