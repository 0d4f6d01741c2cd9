using System;
using System.Linq;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>
/// The channels of a network that a path of non-zero weights reaches from an input or a non-zero bias. Others hold nothing
/// but zeros: input-dead, by themselves or because all that they read is (Definition 2.4.2).
/// </summary>
internal sealed class LiveChannels
{
    private readonly bool[][] _isLive;

    public LiveChannels(Architecture architecture, double[] theta)
    {
        _isLive = new bool[architecture.Layers.Count][];
        for (var i = 0; i < _isLive.Length; i++)
        {
            var layer = architecture.Layers[i];
            _isLive[i] = Entered(layer, theta, [.. layer.Inputs.Select(input => _isLive[input])]);
        }
    }

    /// <summary>Whether each channel of a layer is live.</summary>
    public bool[] this[int layer] => _isLive[layer];

    /// <summary>Whether something other than zero enters each channel of a layer, if all that it reads is live.</summary>
    public static bool[] Entered(Layer layer, double[] theta) =>
        Entered(layer, theta, [.. layer.Operands.Select(operand => Enumerable.Repeat(true, operand.Channels).ToArray())]);

    private static bool[] Entered(Layer layer, double[] theta, bool[][] operands)
    {
        var live = new bool[layer.Shape.Channels];
        if (layer.IsInput)
        {
            Array.Fill(live, true);
            return live;
        }

        var reach = new Reach(live, operands, theta);
        layer.VisitChannels(ref reach);
        var pixels = layer.Shape.Height * layer.Shape.Width;
        for (var channel = 0; channel < live.Length; channel++)
        {
            var bias = layer.BiasOf(channel * pixels);
            live[channel] |= bias >= 0 && theta[bias] != 0;
        }

        return live;
    }

    private struct Reach(bool[] live, bool[][] operands, double[] theta) : IEdgeVisitor
    {
        public readonly void Edge(int target, int operand, int source, int parameter, double constant)
        {
            if (operands[operand][source] && (parameter < 0 ? constant : theta[parameter]) != 0)
                live[target] = true;
        }
    }
}
