using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>How every op runs, each kind of op once. There is no default: what is not here does not run.</summary>
internal static class OpLowerings
{
    private static readonly Dictionary<Type, OpLowering> All = new IEnumerable<OpLowering>[]
    {
        Elementwise.All, Normalising.All, LinearLayers.All, Pooling.All, Reshaping.All, TokenOps.All, Transfers.All, PathNormOps.All, AdjointLeaves.All,
    }.SelectMany(family => family).ToDictionary(lowering => lowering.Op);

    /// <summary>How an op runs; null when it does not.</summary>
    public static OpLowering? Find(Op op) => All.TryGetValue(op.GetType(), out var lowering) ? lowering : null;

    /// <summary>How an op runs that another one is made of.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static OpLowering Of(Op op) => Find(op) ?? throw new ArgumentException($"'{op.Keyword}' has no kernel.", nameof(op));

    /// <summary>How a node's op runs.</summary>
    /// <exception cref="OpWithoutKernelException">It does not.</exception>
    public static OpLowering Of(Node node) => Find(node.Op) ?? throw new OpWithoutKernelException(node);

    /// <summary>What a kernel of an op is specialised to.</summary>
    public static KernelShape Shape(Op op, Place from, Place to, Place? residual) => Find(op)?.Shape is { } shape
        ? shape(op, from, to, residual)
        : throw new ArgumentException($"The kernel of '{op.Keyword}' has no shape.", nameof(op));
}
