using NetSpec.Compiler.Nets;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>
/// Rewrites a net into the one that computes its path norms (Theorem 3.1.1): weights and biases become |·|^q,
/// pools sums over their windows, sorted groups sums over their groups, inputs ones; activations vanish.
/// </summary>
/// <remarks>
/// Which numbers stand in for the weights is decided when the pass is packed. A batch-norm becomes a per-channel scale with
/// weights of its own, |a|^q and |c|^q; the planner may fold it into the layer before, as nothing can cancel any more.
/// </remarks>
internal static class PathNormRewrite
{
    public static PathNet Run(Net source)
    {
        var net = TheoryNet.Of(source);
        var builder = new PathNetBuilder(net);
        foreach (var node in net.Nodes)
        {
            PathNormForms.Apply(new PathNormScope(net, node, builder), node.Op);
        }

        return SumScales.Run(builder.Finish());
    }
}
