using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Nets;

/// <summary>
/// An op beyond the language, which rewrites put into the nets that they derive: sums of what is at least zero, or one token of many. The theory of paths
/// speaks of the net they are derived from.
/// </summary>
internal abstract record DerivedOp : Op
{
    public sealed override OpTraits Traits => OpTraits.Selection;

    public sealed override NeuronKind? Model => null;

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Unasked();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
