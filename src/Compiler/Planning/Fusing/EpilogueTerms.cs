using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>What is folded into a step's weights: the linear op's own bias, then the per-channel maps behind it.</summary>
internal static class EpilogueTerms
{
    public static EquatableArray<EpilogueTerm> Of(Group group)
    {
        var terms = new List<EpilogueTerm>();
        var anchor = group.Anchor;
        if (group.Rule.Shape is not null && anchor.Parameters.Count > 1)
            terms.Add(new BiasTerm(anchor.Parameters[1]));

        foreach (var node in group.Affine)
        {
            var term = OpLowerings.Of(node).Term ?? throw new InvalidOperationException($"'{node.Op.Keyword}' is no per-channel map.");
            if (term(node.Op, node.Parameters) is { } change)
                terms.Add(change);
        }

        return terms.ToEquatableArray();
    }
}
