using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Gates;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

/// <summary>Which neurons are active at one sample, also among values of which products are no doubles.</summary>
public sealed class ForwardGatesTests
{
    private static readonly double[] Alphabet = [1e300, -1e300, 1e-300, -0.0, 0, 2.5];

    // The input is 1, and the first four neurons are the weights: what is ranked may be anything.
    private static readonly Architecture Network = new(
        new(new ParameterInfo("w", ParameterRole.Weight, 4)),
        [
            new InputLayer("x", new(1)),
            new NeuronsLayer("values", [0], [.. Places.Select(i => new Neuron($"v{i}", Activation.Identity, Edge.Free(0, 0, i)))]),
            new GroupSortLayer("sort", 1, new(4), 4),
            new NeuronsLayer("pools", [1], [.. Places.Select(i => new Neuron($"p{i}", Activation.KMaxPool, [.. Places.Select(source => Edge.Frozen(0, source, 1))]) { K = i + 1 })]),
            new ReluLayer("relu", 1, new(4)),
        ],
        [0],
        [2, 3, 4]);

    private static IEnumerable<int> Places => Enumerable.Range(0, 4);

    [Fact]
    public void Neurons_are_ranked_by_their_values_and_the_first_of_equals_wins()
    {
        foreach (var w in from a in Alphabet from b in Alphabet from c in Alphabet from d in Alphabet select new[] { a, b, c, d })
        {
            var gates = ForwardGates.Run(Network, w, SampleGroup.Of(Network, [[1]]));

            var ranked = w.OrderDescending().Select(value => (long)Array.FindIndex(w, other => other == value));
            foreach (var layer in (int[])[2, 3])
                Assert.Equal(ranked, gates[layer].Winners!.Select(winners => winners[0]));
            Assert.Equal(w.Select(value => value > 0), gates[4].Open!.Select(open => double.IsNaN(open[0])));
        }
    }
}
