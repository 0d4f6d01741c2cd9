using System.Collections.Generic;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Binding.Names;

namespace NetSpec.Dsl.Binding;

/// <summary>What surrounds a value or stage while it is bound.</summary>
/// <param name="Constants">Parameters and repeat variables.</param>
/// <param name="Values">The values defined so far in the net or the use of a block.</param>
/// <param name="Names">Where names come from.</param>
/// <param name="Blocks">The blocks around, null in a net.</param>
/// <param name="Depth">How many stages, sums and blocks surround the place.</param>
internal sealed record BindingContext(
    ConstantScope Constants,
    Dictionary<string, BoundValue> Values,
    NameScope Names,
    BlockChain? Blocks,
    int Depth)
{
    public BindingContext Deeper() => this with { Depth = Depth + 1 };
}
