using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>
/// Writes activations as the neurons of the theory of paths: a·max(0, x) + b·x is a ReLU neuron, and an identity neuron with a
/// frozen edge of weight a from it and one of weight b past it. What the theory says of the result it says of the net, whose
/// function it has.
/// </summary>
internal static class ModelActivations
{
    public static Net Run(Net net)
    {
        if (!net.Nodes.Any(IsWritten))
            return net;

        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            if (!IsWritten(node))
            {
                rewriter.Keep(node);
                continue;
            }

            var (ofRelu, ofIdentity) = ((ActivationOp)node.Op).Homogeneous!.Value;
            var operands = rewriter.Operands(node);
            if (ofIdentity == 0 && ofRelu == 1)
            {
                rewriter.Keep(node, new Relu(), operands);
                continue;
            }

            if (ofIdentity == 1 && ofRelu == 0)
            {
                rewriter.Keep(node, new Identity(), operands);
                continue;
            }

            var relu = rewriter.Insert(node, ".relu", new Relu(), node.Shape, operands);
            rewriter.Keep(node, new WeightedSum(EquatableArray.Of(ofRelu, ofIdentity)), EquatableArray.Of(relu, operands[0]));
        }

        return rewriter.Finish();
    }

    /// <summary>Whether an op is none of the theory's, but can be written as some.</summary>
    public static bool IsWritten(Node node) => node.Op is ActivationOp { Homogeneous: not null } and not Relu;
}
