using System.Collections.Generic;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>Walks over the free parameters of a network, each once: at its first use when layers share it.</summary>
internal static class FreeParameters
{
    public static void Visit<TVisitor>(Architecture architecture, ref TVisitor visitor)
        where TVisitor : struct, IFreeParameterVisitor
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < architecture.Layers.Count; i++)
        {
            var layer = architecture.Layers[i];
            if (!layer.IsFree)
                continue;

            var weights = new Weights<TVisitor>(visitor, seen, layer, i);
            layer.VisitChannels(ref weights);
            visitor = weights.Visitor;
            var pixels = layer.Shape.Height * layer.Shape.Width;
            for (var channel = 0; channel < layer.Shape.Channels; channel++)
            {
                var bias = layer.BiasOf(channel * pixels);
                if (bias >= 0 && seen.Add(bias))
                    visitor.Bias(bias, i, channel);
            }
        }
    }

    /// <summary>
    /// A tensor of weights belongs to one layer, or to one neuron of a block, and is walked over as a whole: its first
    /// element tells whether it came before.
    /// </summary>
    private struct Weights<TVisitor>(TVisitor visitor, HashSet<int> seen, Layer layer, int index) : IEdgeVisitor
        where TVisitor : struct, IFreeParameterVisitor
    {
        private readonly bool _isBlock = layer is NeuronsLayer;
        private int _tensor = -1;
        private bool _isNew;

        public TVisitor Visitor = visitor;

        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            if (parameter < 0)
                return;

            var tensor = _isBlock ? target : 0;
            if (tensor != _tensor)
            {
                _tensor = tensor;
                _isNew = seen.Add(parameter);
            }

            if (_isNew)
                Visitor.Weight(parameter, index, target, layer.Inputs[operand], source);
        }
    }
}
