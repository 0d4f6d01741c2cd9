using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// Plans a DAG of neurons: those that matter are dealt into parts small enough for the JIT to optimise as one method,
/// and values that a later part reads get a slot in the step's scratch.
/// </summary>
internal static class NeuronsLowering
{
    private const int MaxNeurons = 200;
    private const int MaxTerms = 1_000;

    /// <summary>The floats of scratch that a block needs.</summary>
    public static int ScratchSize(Neurons op)
    {
        var split = new Split(op);
        return split.Slots.Count + split.Candidates;
    }

    public static NeuronsStep Step(LoweringScope step, Neurons op)
    {
        var split = new Split(op);
        var (weights, biases) = Offsets(step.Net, step.Group.Anchor, op);
        var outputs = Enumerable.Range(0, op.Outputs.Count).ToLookup(output => op.Outputs[output]);
        var members = Enumerable.Range(0, op.Items.Count).ToLookup(i => split.PartOf[i]);
        var parts = Enumerable.Range(0, split.Count).Select(part => new NeuronPart(members[part]
            .Select(i => Neuron(op, split, i, weights[i], biases[i], outputs[i]))
            .ToEquatableArray()));
        return new NeuronsStep(step.About, step.From(0), step.Result, parts.ToEquatableArray(), step.Scratch, split.Slots.Count, split.Candidates);
    }

    private static PlannedNeuron Neuron(Neurons op, Split split, int index, long weight, long? bias, IEnumerable<int> outputs)
    {
        var neuron = op.Items[index];
        var terms = new List<NeuronTerm>();
        foreach (var edge in neuron.Antecedents)
        {
            terms.Add(Term(op, split, split.PartOf[index], edge, edge.Constant is null ? weight++ : null));
        }

        return new PlannedNeuron(
            neuron.Name,
            neuron.Activation,
            neuron.K,
            terms.ToEquatableArray(),
            bias,
            split.Slots.TryGetValue(index, out var slot) ? slot : null,
            outputs.ToEquatableArray());
    }

    private static NeuronTerm Term(Neurons op, Split split, int part, Edge edge, long? weight)
    {
        var constant = edge.Constant ?? 1;
        var source = edge.Source - op.InputNames.Count;
        if (source < 0)
            return new NeuronTerm(NeuronSource.Input, edge.Source, op.InputNames[edge.Source], weight, constant);

        var name = op.Items[source].Name;
        return split.PartOf[source] == part
            ? new NeuronTerm(NeuronSource.Neuron, source, name, weight, constant)
            : new NeuronTerm(NeuronSource.Slot, split.Slots[source], name, weight, constant);
    }

    /// <summary>For each neuron, where its first free weight and its bias lie in the store.</summary>
    private static (long[] Weights, long?[] Biases) Offsets(Net net, Node node, Neurons op)
    {
        var weights = new long[op.Items.Count];
        var biases = new long?[op.Items.Count];
        var next = 0;
        for (var i = 0; i < op.Items.Count; i++)
        {
            if (op.Items[i].Antecedents.Any(edge => edge.Constant is null))
            {
                weights[i] = net.Parameters[node.Parameters[next++]].Offset;
            }

            if (op.Items[i].HasBias)
            {
                biases[i] = net.Parameters[node.Parameters[next++]].Offset;
            }
        }

        return (weights, biases);
    }

    /// <summary>Which part computes each neuron, and which neurons have slots.</summary>
    private sealed class Split
    {
        public Split(Neurons op)
        {
            var live = Live(op);
            var (neurons, terms) = (0, 0);
            PartOf = new int[op.Items.Count];
            for (var i = 0; i < op.Items.Count; i++)
            {
                PartOf[i] = -1;
                if (!live[i])
                    continue;

                var count = op.Items[i].Antecedents.Count;
                if (neurons > 0 && (neurons == MaxNeurons || terms + count > MaxTerms))
                {
                    (neurons, terms) = (0, 0);
                    Count++;
                }

                (neurons, terms) = (neurons + 1, terms + count);
                PartOf[i] = Count;
                foreach (var source in op.Items[i].Antecedents.Select(edge => edge.Source - op.InputNames.Count))
                {
                    if (source >= 0 && PartOf[source] != Count && !Slots.ContainsKey(source))
                    {
                        Slots.Add(source, Slots.Count);
                    }
                }

                if (op.Items[i].Activation == Activation.KMaxPool && op.Items[i].K != 1)
                {
                    Candidates = System.Math.Max(Candidates, count);
                }
            }

            Count++;
        }

        public int[] PartOf { get; }

        public int Count { get; }

        public Dictionary<int, int> Slots { get; } = [];

        public int Candidates { get; }

        private static bool[] Live(Neurons op)
        {
            var live = new bool[op.Items.Count];
            foreach (var output in op.Outputs)
            {
                live[output] = true;
            }

            for (var i = op.Items.Count - 1; i >= 0; i--)
            {
                foreach (var source in op.Items[i].Antecedents.Select(edge => edge.Source - op.InputNames.Count))
                {
                    if (source >= 0)
                    {
                        live[source] |= live[i];
                    }
                }
            }

            return live;
        }
    }
}
