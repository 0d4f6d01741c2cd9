using System;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>An op of path-norm nets, and what is asked of it there. Nothing has a default: a kind of op that does not answer does not build.</summary>
/// <param name="Op">The kind of op.</param>
/// <param name="Passes">Whether it passes an operand of a shape on as it is, so that its value has no units of its own.</param>
/// <param name="Growth">How far a value may exceed its largest operand, a logarithm to base 2; null where a value begins at 1 anew.</param>
/// <param name="Copies">Which rows and columns of its result are equal.</param>
/// <param name="Back">
/// The op that takes gradients from its result to an operand, or null where they are passed on as they are. No function at all where there is
/// no operand, and where nothing takes them back: a net with such a node has no adjoint.
/// </param>
/// <param name="Costs">How the costs of its weights are summed.</param>
internal sealed record PathOp(Type Op, Func<Op, Shape, bool> Passes, Func<Op, double?> Growth, RowCopies Copies, Func<Op, PathEdge, Op?>? Back, CostSums Costs);

/// <summary>From an operand to a result.</summary>
/// <param name="From">The operand's shape.</param>
/// <param name="Channel">The channels of the operands before it.</param>
/// <param name="To">The result's shape.</param>
internal sealed record PathEdge(Shape From, int Channel, Shape To);

/// <summary>Which rows (columns) of a result hold equal values.</summary>
internal enum RowCopies
{
    /// <summary>All: the value is made in whatever size its readers need.</summary>
    All,

    /// <summary>Those of its operand.</summary>
    OfOperand,

    /// <summary>Those that are equal in every operand.</summary>
    OfAllOperands,

    /// <summary>Those that read equal rows at every tap, where its wiring has taps; none where it has none.</summary>
    OfTaps,

    /// <summary>None: a vector has one.</summary>
    None,
}

/// <summary>How the costs of an op's weights are summed.</summary>
internal enum CostSums
{
    /// <summary>It has no tensor of weights, or none whose costs a pass sums.</summary>
    None,

    /// <summary>A factor a channel: over the channel's positions.</summary>
    OfChannels,

    /// <summary>By the op's own kernel.</summary>
    OfKernel,

    /// <summary>By the kernel of the op back, in whose order the weights stand.</summary>
    OfKernelBack,
}
