using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Theory;

/// <summary>Finds the rescaling groups of a net (thesis, Definition 2.4.1).</summary>
internal static class RescalingAnalysis
{
    /// <summary>The groups of a checked net, in time linear in its channels and edges of neurons.</summary>
    public static Rescaling Of(Net net)
    {
        var ties = new RescalingTies(net);
        var fixedBy = new Dictionary<int, int>();
        foreach (var node in net.Nodes.Where(node => node.Op is WeightedSum { Bias: not 0 }))
        {
            Fix(fixedBy, ties, node, GroupRun.Bias);
        }

        foreach (var output in net.Outputs)
        {
            Fix(fixedBy, ties, net.Nodes[output.Node], GroupRun.Output);
        }

        foreach (var input in net.Inputs)
        {
            Fix(fixedBy, ties, net.Nodes[input], GroupRun.Input);
        }

        var numbers = new Dictionary<int, int>();
        var nodes = new List<EquatableArray<GroupRun>>();
        var neurons = new List<EquatableArray<GroupRun>>();
        foreach (var node in net.Nodes)
        {
            neurons.Add(Runs(((node.Op as Neurons)?.Items.Select((_, i) => Number(ties.OfNeuron(node.Id, i))) ?? []).ToArray()));
            nodes.Add(Runs(Enumerable.Range(0, node.Shape.Channels).Select(channel => Number(ties.OfChannel(node.Id, channel))).ToArray()));
        }

        return new Rescaling(numbers.Count, nodes.ToEquatableArray(), neurons.ToEquatableArray());

        int Number(int representative)
        {
            if (fixedBy.TryGetValue(representative, out var reason))
                return reason;
            if (!numbers.TryGetValue(representative, out var number))
                numbers.Add(representative, number = numbers.Count);
            return number;
        }
    }

    private static void Fix(Dictionary<int, int> fixedBy, RescalingTies ties, Node node, int reason)
    {
        for (var channel = 0; channel < node.Shape.Channels; channel++)
        {
            fixedBy[ties.OfChannel(node.Id, channel)] = reason;
        }
    }

    private static EquatableArray<GroupRun> Runs(int[] groups)
    {
        var runs = new List<GroupRun>();
        for (var start = 0; start < groups.Length;)
        {
            var repeat = Same(groups, start);
            var end = start + repeat;
            for (var next = groups[start] + 1; groups[start] >= 0 && end < groups.Length && groups[end] == next && Same(groups, end) >= repeat; next++)
            {
                end += repeat;
            }

            runs.Add(new GroupRun(end - start, groups[start], repeat));
            start = end;
        }

        return runs.ToEquatableArray();
    }

    private static int Same(int[] groups, int start)
    {
        var end = start + 1;
        while (end < groups.Length && groups[end] == groups[start])
        {
            end++;
        }

        return end - start;
    }
}
