using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>Makes the step from a 1x1 map to a vector explicit where an op that takes vectors was given a map.</summary>
internal static class FlattenOperands
{
    public static Net Run(Net net)
    {
        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            var operands = rewriter.Operands(node);
            if (!node.Op.Traits.TakesVector || rewriter[operands[0]].Shape.IsVector)
            {
                rewriter.Keep(node);
                continue;
            }

            var shape = Shape.Vector(rewriter[operands[0]].Shape.Size);
            var vector = rewriter.Insert(node, ".flatten", new Flatten(), shape, operands);
            rewriter.Keep(node, node.Op, EquatableArray.Of(vector));
        }

        return rewriter.Finish();
    }
}
