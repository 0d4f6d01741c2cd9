using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>
/// Causal attention of one token at a position that the run knows: over the keys and values of those before, which the program keeps, and its own, which join
/// them. Of vectors: queries, keys and values, or one that has them all.
/// </summary>
/// <param name="Heads">How many heads there are.</param>
/// <param name="Tokens">The most tokens that are kept.</param>
internal sealed record TokenAttention(int Heads, int Tokens) : DerivedOp
{
    public override string Keyword => "attention";

    public override string Describe() => $"attention of {Heads.ToString(System.Globalization.CultureInfo.InvariantCulture)} heads to the tokens so far";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        ShapeRule.Of(Shape.Vector(inputs.Count == 1 ? inputs[0].Size / 3 : inputs[2].Size));

    /// <summary>At the last position.</summary>
    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) =>
        Tokens * (result.Size + (inputs.Count == 1 ? (long)result.Size : inputs[0].Size));
}
