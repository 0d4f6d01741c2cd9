using NetSpec.Dsl.Ops;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>An op that the compiler has never heard of.</summary>
internal sealed record OddOp : PlacewiseOp
{
    public override string Keyword => "odd";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => null;

    public override string Describe() => "something odd";
}
