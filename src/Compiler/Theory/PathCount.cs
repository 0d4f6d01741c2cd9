using System.Linq;
using System.Numerics;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Theory;

/// <summary>
/// The number of paths of a net: those that end at an output and start at an input or at a neuron that has a bias. It is
/// the dimension of the path-lifting Φ without the coordinates that are zero whatever the parameters.
/// </summary>
internal static class PathCount
{
    /// <param name="net">The net.</param>
    /// <param name="everyNeuron">
    /// Whether a path may start at any neuron but those of sums, concatenations and copies: Definition 2.2.2 gives each a bias,
    /// though a ReLU, a pool and a layer without bias have none.
    /// </param>
    public static BigInteger Of(Net net, bool everyNeuron = false) => ClassSweep<BigInteger>.Outputs(net, new Algebra(everyNeuron))
        .SelectMany(output => output.Counted())
        .Aggregate(BigInteger.Zero, (sum, alike) => sum + (alike.Value * alike.Neurons));

    private sealed class Algebra(bool everyNeuron) : IPathAlgebra<BigInteger>
    {
        public BigInteger Input => BigInteger.One;

        public BigInteger None => BigInteger.Zero;

        public BigInteger Join(BigInteger left, BigInteger right) => left + right;

        public BigInteger Times(BigInteger value, int edges) => value * edges;

        public BigInteger Extend(BigInteger antecedents, NeuronKind neuron) =>
            neuron.HasBias || (everyNeuron && neuron.IsModule) ? antecedents + BigInteger.One : antecedents;
    }
}
