using NetSpec.Compiler.Rewrites.Sequences;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Rewrites;

/// <summary>
/// What every program derived from a net goes through before planning: the same function in fewer kinds of node
/// (no sequences, no reshapes, no identities, no pads that a convolution can do itself, sums of two operands, vectors where vectors are taken, nothing
/// that no output needs).
/// </summary>
internal static class Normalise
{
    public static Net Run(Net net) =>
        DeadNodes.Run(FoldPadding.Run(FlattenOperands.Run(SplitAdds.Run(RemoveIdentities.Run(SplitReshapes.Run(RemoveSequences.Run(net)))))));
}
