using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Sequences;

/// <summary>A node that reads or makes a sequence, and that is written on maps.</summary>
/// <param name="Rewriter">The net that is being built.</param>
/// <param name="Node">The node.</param>
/// <param name="Operands">Its operands on maps, by their new ids.</param>
/// <param name="Shape">The shape of its result there.</param>
internal sealed record SequenceScope(NetRewriter Rewriter, Node Node, EquatableArray<int> Operands, Shape Shape)
{
    /// <summary>Behind a node's name: the node that leaves its one position.</summary>
    public const string PooledSuffix = ".map";

    /// <summary>Writes the node as another op.</summary>
    public void Become(Op op) => Become(op, Operands);

    /// <summary>Writes the node as another op of other operands.</summary>
    public void Become(Op op, EquatableArray<int> operands) => Rewriter.Keep(Node with { Shape = Shape }, op, operands);

    /// <summary>Writes the node as an op that leaves one position, whose channels are its vector.</summary>
    public void Pool(Op op)
    {
        var map = Rewriter.Insert(Node, PooledSuffix, op, Shape.Map(Shape.Channels, 1, 1), Operands);
        Become(new Flatten(), EquatableArray.Of(map));
    }

    /// <summary>Puts its operand in the place of the node.</summary>
    public void Pass() => Rewriter.Replace(Node, Operands[0]);
}
