using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Decoding;

/// <summary>A node on tokens that is written for one of them.</summary>
/// <param name="Rewriter">The net that is being built.</param>
/// <param name="Node">The node.</param>
/// <param name="Tokens">How many tokens the net has.</param>
/// <param name="Operands">Its operands of one token, by their new ids.</param>
internal sealed record TokenScope(NetRewriter Rewriter, Node Node, int Tokens, EquatableArray<int> Operands)
{
    /// <summary>Writes the node as an op on vectors.</summary>
    public void Become(Op op) => Rewriter.Keep(Node with { Shape = OneToken.Of(Node.Shape) }, op, Operands);

    /// <summary>Writes the node as an op that makes a map of one position, whose channels are its vector.</summary>
    public void BecomePoint(Op op)
    {
        Rewriter.Keep(Node with { Shape = Shape.Map(Node.Shape.Features, 1, 1) }, op, Operands);
        Rewriter.Replace(Node, Rewriter.Insert(Node, ".vector", new Flatten(), OneToken.Of(Node.Shape), EquatableArray.Of(Rewriter.Of(Node))));
    }

    /// <summary>Puts its operand in the place of the node.</summary>
    public void Pass() => Rewriter.Replace(Node, Operands[0]);
}
