using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>
/// A leaf of an adjoint net: sums over positions that costs are made of, which go to an array outside the workspace. Nothing
/// reads it; parameters and units are multiplied in when costs are asked for, in numbers that such products do not leave.
/// </summary>
/// <param name="Slot">Where the sums go.</param>
/// <param name="Name">The network's tensor they belong to.</param>
internal abstract record CostOp(CostSlot Slot, string Name) : DerivedOp
{
    public override string Keyword => "cost";

    public override string Describe() => $"costs of {Name}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Shape.Vector((int)Slot.Size));
}
