using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>Finds dead channels by one walk forward over the network's parameters and one back.</summary>
internal static class DeadNeurons
{
    public static IReadOnlyList<DeadNeuron> Find(Architecture architecture, double[] theta)
    {
        var layers = architecture.Layers;
        var live = new LiveChannels(architecture, theta);
        var heard = layers.Select(layer => new bool[layer.Shape.Channels]).ToArray();
        var hasLeaving = layers.Select(layer => new bool[layer.Shape.Channels]).ToArray();
        foreach (var output in architecture.Outputs)
        {
            Array.Fill(heard[output], true);
            Array.Fill(hasLeaving[output], true);
        }

        for (var i = layers.Count - 1; i >= 0; i--)
        {
            var back = new Back(layers[i], i, heard, hasLeaving, theta);
            layers[i].VisitChannels(ref back);
        }

        var dead = new List<DeadNeuron>();
        for (var i = 0; i < layers.Count; i++)
        {
            if (architecture.Outputs.Contains(i) || !layers[i].HasParameters)
                continue;

            var hasEntering = LiveChannels.Entered(layers[i], theta);
            for (var channel = 0; channel < layers[i].Shape.Channels; channel++)
            {
                var input = live[i][channel] ? Death.None : hasEntering[channel] ? Death.Inherited : Death.Own;
                var output = heard[i][channel] ? Death.None : hasLeaving[i][channel] ? Death.Inherited : Death.Own;
                if ((input, output) != (Death.None, Death.None))
                    dead.Add(new DeadNeuron(layers[i], channel, input, output));
            }
        }

        return dead;
    }

    /// <summary>What leaves a channel also leaves it by way of an activation or pool: frozen edges are passed through.</summary>
    private struct Back(Layer layer, int index, bool[][] heard, bool[][] hasLeaving, double[] theta) : IEdgeVisitor
    {
        public readonly void Edge(int target, int operand, int source, int parameter, double constant)
        {
            if ((parameter < 0 ? constant : theta[parameter]) == 0)
                return;

            var from = layer.Inputs[operand];
            hasLeaving[from][source] |= (parameter >= 0 && layer.IsFree) || hasLeaving[index][target];
            heard[from][source] |= heard[index][target];
        }
    }
}
