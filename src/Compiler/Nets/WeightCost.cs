using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>
/// Of the weights of a linear op: products of the values that enter it and the gradients that leave it. Operands: the
/// values, the gradients.
/// </summary>
/// <param name="Layer">The linear op.</param>
/// <param name="From">The shape of what enters it.</param>
/// <param name="To">The shape of what leaves it.</param>
/// <param name="Kernel">
/// The node whose kernel has the weights in the order of the costs: that of the op itself; of a transposed convolution that of the convolution back.
/// </param>
/// <param name="KernelOp">Its op.</param>
/// <param name="IsBack">Whether that is the op back, which the gradients enter and the values leave.</param>
internal sealed record WeightCost(CostSlot Slot, string Name, Op Layer, Shape From, Shape To, string Kernel, Op KernelOp, bool IsBack) : CostOp(Slot, Name)
{
    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => Layer.MultiplyAdds([From], To);
}
