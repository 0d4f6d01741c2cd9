using System.Collections;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>Finds the weights that leave input-dead channels, at all of their uses when layers share them.</summary>
internal static class DeadWeights
{
    /// <summary>Marks them by their index in the store.</summary>
    public static BitArray Of(Architecture architecture, LiveChannels live)
    {
        var dead = new BitArray(architecture.Parameters.Size);
        Mark(architecture, live, dead, isLive: false);
        Mark(architecture, live, dead, isLive: true);
        return dead;
    }

    private static void Mark(Architecture architecture, LiveChannels live, BitArray dead, bool isLive)
    {
        foreach (var layer in architecture.Layers)
        {
            var marks = new Marks(layer, live, dead, isLive);
            layer.VisitChannels(ref marks);
        }
    }

    private struct Marks(Layer layer, LiveChannels live, BitArray dead, bool isLive) : IEdgeVisitor
    {
        public readonly void Edge(int target, int operand, int source, int parameter, double constant)
        {
            if (parameter >= 0 && layer.IsFree && live[layer.Inputs[operand]][source] == isLive)
                dead[parameter] = !isLive;
        }
    }
}
