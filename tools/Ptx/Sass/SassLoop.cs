using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>A loop of machine code that makes products.</summary>
/// <param name="Mix">Its instructions, those of inner loops once.</param>
/// <param name="Own">Those that are in no inner loop that makes products.</param>
/// <param name="Inner">The loops directly inside that make products.</param>
public sealed record SassLoop(SassMix Mix, SassMix Own, IReadOnlyList<SassLoop> Inner)
{
    /// <summary>This loop and all inside.</summary>
    internal IEnumerable<SassLoop> Nest => Inner.SelectMany(loop => loop.Nest).Prepend(this);
}
