using NetSpec.Compiler.Rewrites.Sequences;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Rewrites;

/// <summary>The net that the theory of paths speaks of in the place of a net: without its heads and sequences, its activations written as neurons.</summary>
internal static class TheoryNet
{
    public static Net Of(Net net) => ModelActivations.Run(RemoveSequences.Run(RemoveHeads.Run(net)));
}
