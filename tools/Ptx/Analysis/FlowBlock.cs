using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary>Instructions that are executed one after the other.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one after the last.</param>
/// <param name="Successors">The blocks that may follow.</param>
internal sealed record FlowBlock(int Start, int End, IReadOnlyList<int> Successors);
