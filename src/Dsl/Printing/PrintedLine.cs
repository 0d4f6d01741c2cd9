using System.Collections.Generic;

namespace NetSpec.Dsl.Printing;

/// <summary>Items that become one value: the first, fed through the others.</summary>
/// <param name="Items">The items, in the order of the net.</param>
/// <param name="Binding">The name that unnamed layers of the line say it has, <c>stem</c> of <c>stem.conv2</c>; null where none says so.</param>
internal sealed record PrintedLine(IReadOnlyList<PrintedItem> Items, string? Binding)
{
    /// <summary>The item that the line begins with.</summary>
    public PrintedItem Head => Items[0];

    /// <summary>The id of the node whose result it gives.</summary>
    public int Value => Items[Items.Count - 1].Value;
}
