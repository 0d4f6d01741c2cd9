using System.Linq;
using System.Numerics;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Theory;

/// <summary>The constants of a net that the bounds on its paths are made of (Theorem 4.4.1, Remark 4.4.1).</summary>
/// <param name="Lengths">The depth D in its conventions, and M: the pools on a path.</param>
/// <param name="Pools">P, K, and the biases that must be null.</param>
/// <param name="Inputs">d_in, the number of input neurons.</param>
/// <param name="Outputs">d_out, the number of output neurons.</param>
/// <param name="Paths">The number of paths.</param>
internal sealed record BoundFacts(PathLengths Lengths, PoolFacts Pools, long Inputs, long Outputs, BigInteger Paths)
{
    public static BoundFacts Of(Net net) => new(
        PathLengths.Of(net),
        PoolFacts.Of(net),
        net.Inputs.Sum(id => (long)net.Nodes[id].Shape.Size),
        net.Outputs.Sum(output => (long)net.Nodes[output.Node].Shape.Size),
        PathCount.Of(net));
}
