using System.Collections.Generic;
using NetSpec.Compiler.Planning.Fusing;

namespace NetSpec.Compiler.Planning;

/// <summary>A place in the <see cref="Schedule"/>: a group to compute (or an input to load), or an output to store.</summary>
/// <param name="Group">What is computed; null for a store.</param>
/// <param name="Output">Index of the output to store; null otherwise.</param>
/// <param name="Stored">The value to store.</param>
internal sealed record Operation(Group? Group, int? Output, int Stored = -1)
{
    public IEnumerable<int> Reads => Group is null ? [Stored] : Group.Reads;
}
