using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>A natural loop.</summary>
/// <param name="Header">The block through which it is entered.</param>
/// <param name="Blocks">All blocks, those of inner loops too.</param>
internal sealed record FlowLoop(int Header, HashSet<int> Blocks)
{
    /// <summary>Whether no other loop is inside.</summary>
    public bool IsInnermost(IEnumerable<FlowLoop> all) => !all.Any(other => other.Header != Header && Blocks.Contains(other.Header));
}
