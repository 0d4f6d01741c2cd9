using System.Collections.Generic;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>What is folded into a step's weights: the linear op's own bias, then the per-channel maps behind it.</summary>
internal static class EpilogueTerms
{
    public static EquatableArray<EpilogueTerm> Of(Group group)
    {
        var terms = new List<EpilogueTerm>();
        var own = group.Anchor.Parameters;
        if (group.Anchor.Op is Conv2D { HasBias: true } or ConvTranspose2D { HasBias: true } or Linear { HasBias: true })
        {
            terms.Add(new BiasTerm(own[1]));
        }

        foreach (var node in group.Affine)
        {
            var p = node.Parameters;
            terms.Add(node.Op switch
            {
                BatchNorm { IsAffine: false } norm => new BatchNormTerm(null, null, p[0], p[1], norm.Epsilon),
                BatchNorm norm => new BatchNormTerm(p[0], p[1], p[2], p[3], norm.Epsilon),
                Scale { HasBias: true } => new ScaleTerm(p[0], p[1]),
                Scale => new ScaleTerm(p[0], null),
                _ => new BiasTerm(p[0]),
            });
        }

        return terms.ToEquatableArray();
    }
}
