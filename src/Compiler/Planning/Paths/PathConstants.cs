using System.Numerics;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>The constants of a net that the bounds on its paths are made of: see <see cref="BoundFacts"/>.</summary>
/// <param name="Depth">The depth D.</param>
/// <param name="DepthWithoutPools">The depth without k-max-pool neurons.</param>
/// <param name="FullDepth">The depth with every module a neuron.</param>
/// <param name="PoolKinds">P: the number of distinct k.</param>
/// <param name="PoolKernel">K: the most antecedents of a k-max-pool neuron.</param>
/// <param name="MostPools">M: the most k-max-pool neurons on a path.</param>
/// <param name="FewestPools">The fewest.</param>
/// <param name="PoolBiases">The names of the biases of k-max-pool neurons.</param>
/// <param name="Inputs">The number of input neurons.</param>
/// <param name="Outputs">The number of output neurons.</param>
/// <param name="Paths">The number of paths.</param>
internal sealed record PathConstants(
    int Depth,
    int DepthWithoutPools,
    int FullDepth,
    int PoolKinds,
    int PoolKernel,
    int MostPools,
    int FewestPools,
    EquatableArray<string> PoolBiases,
    long Inputs,
    long Outputs,
    BigInteger Paths)
{
    internal static PathConstants Of(Net net)
    {
        var facts = BoundFacts.Of(net);
        return new(
            facts.Lengths.Depth,
            facts.Lengths.DepthWithoutPools,
            facts.Lengths.FullDepth,
            facts.Pools.Kinds,
            facts.Pools.Kernel,
            facts.Lengths.MostPools,
            facts.Lengths.FewestPools,
            facts.Pools.Biases,
            facts.Inputs,
            facts.Outputs,
            facts.Paths);
    }
}
