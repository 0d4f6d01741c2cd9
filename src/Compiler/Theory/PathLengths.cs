using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Theory;

/// <summary>The lengths of the paths from an input to an output, counted in several ways.</summary>
/// <param name="Depth">
/// The depth D of Theorem 4.4.1 as its improvement allows (thesis, Section 4.4.2): edges on the longest path once identity neurons are merged
/// away, so ReLU and k-max-pool neurons and the output.
/// </param>
/// <param name="DepthWithoutPools">The depth as Table 7.1 of the thesis counts it: k-max-pool neurons are left out too.</param>
/// <param name="FullDepth">
/// Edges on the longest path with every module a neuron: affine maps, batch-norms, activations, pools. The model's output
/// neurons are identity neurons: a module of such ones, whatever sums, concatenations and flattens stand behind it, is the
/// output itself; behind any other one, and behind an input, there is one more edge.
/// </param>
/// <param name="MostPools">The most k-max-pool neurons on a path from an input to an output.</param>
/// <param name="FewestPools">The fewest.</param>
internal sealed record PathLengths(int Depth, int DepthWithoutPools, int FullDepth, int MostPools, int FewestPools)
{
    public static PathLengths Of(Net net)
    {
        var lengths = new PathLengths(0, 0, 0, 0, int.MaxValue);
        var outputs = ClassSweep<Counts>.Outputs(net, new Algebra());
        foreach (var count in outputs.SelectMany(output => output.Values).Where(count => count.Modules >= 0))
        {
            lengths = new(
                Math.Max(lengths.Depth, count.Kept + 1),
                Math.Max(lengths.DepthWithoutPools, count.Relus + 1),
                Math.Max(lengths.FullDepth, count.ToOutput),
                Math.Max(lengths.MostPools, count.MostPools),
                Math.Min(lengths.FewestPools, count.FewestPools));
        }

        return lengths with { FewestPools = Math.Min(lengths.FewestPools, lengths.MostPools) };
    }

    /// <summary>
    /// Neurons after the first one on the paths that end at a neuron; negative where none ends. <c>ToOutput</c> are edges of
    /// modules if the neuron is an output.
    /// </summary>
    private readonly record struct Counts(int Kept, int Relus, int Modules, int ToOutput, int MostPools, int FewestPools);

    private sealed class Algebra : IPathAlgebra<Counts>
    {
        public Counts Input => new(0, 0, 0, 1, 0, 0);

        public Counts None => new(-1, -1, -1, -1, -1, int.MaxValue);

        public Counts Join(Counts left, Counts right) => new(
            Math.Max(left.Kept, right.Kept),
            Math.Max(left.Relus, right.Relus),
            Math.Max(left.Modules, right.Modules),
            Math.Max(left.ToOutput, right.ToOutput),
            Math.Max(left.MostPools, right.MostPools),
            Math.Min(left.FewestPools, right.FewestPools));

        public Counts Times(Counts value, int edges) => value;

        public Counts Extend(Counts antecedents, NeuronKind neuron)
        {
            // A bias is an edge from an input neuron of its own that is constantly 1 (thesis, Section 4.4.2); it matters to the
            // depth of a neuron without other antecedents, and the pools are counted without it.
            if (antecedents.Modules < 0)
            {
                if (!neuron.HasBias)
                    return antecedents;
                antecedents = new(0, 0, 0, 1, -1, int.MaxValue);
            }

            var isPool = neuron.Activation == Activation.KMaxPool && antecedents.MostPools >= 0;
            var modules = antecedents.Modules + (neuron.IsModule ? 1 : 0);
            return new(
                antecedents.Kept + (neuron.Activation == Activation.Identity ? 0 : 1),
                antecedents.Relus + (neuron.Activation == Activation.Relu ? 1 : 0),
                modules,
                neuron.IsModule ? modules + (neuron.Activation == Activation.Identity ? 0 : 1) : antecedents.ToOutput,
                antecedents.MostPools + (isPool ? 1 : 0),
                antecedents.FewestPools + (isPool ? 1 : 0));
        }
    }
}
