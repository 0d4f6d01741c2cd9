namespace NetSpec.Runtime.Graphs;

/// <summary>Walks over edges between channels that layers have in common.</summary>
internal static class ChannelEdges
{
    /// <summary>A frozen edge from each channel of each operand to the same one of the layer.</summary>
    public static void Each<TVisitor>(Layer layer, ref TVisitor visitor)
        where TVisitor : struct, IEdgeVisitor
    {
        for (var operand = 0; operand < layer.Inputs.Count; operand++)
        for (var channel = 0; channel < layer.Shape.Channels; channel++)
        {
            visitor.Edge(channel, operand, channel, -1, 1);
        }
    }

    /// <summary>The elements of a tensor in order; along each axis target and source grow by its steps.</summary>
    public static void Weights<TVisitor>(ref TVisitor visitor, int parameter, Step first, Step second, Step third, Step fourth)
        where TVisitor : struct, IEdgeVisitor
    {
        for (var i = 0; i < first.Count; i++)
        for (var j = 0; j < second.Count; j++)
        for (var k = 0; k < third.Count; k++)
        {
            var target = (i * first.Target) + (j * second.Target) + (k * third.Target);
            var source = (i * first.Source) + (j * second.Source) + (k * third.Source);
            for (var l = 0; l < fourth.Count; l++)
            {
                visitor.Edge(target + (l * fourth.Target), 0, source + (l * fourth.Source), parameter++, 0);
            }
        }
    }

    /// <summary>Frozen edges from all channels of a block of sources to all of its counterpart.</summary>
    public static void Blocks<TVisitor>(ref TVisitor visitor, int blocks, int targets, int sources)
        where TVisitor : struct, IEdgeVisitor
    {
        for (var block = 0; block < blocks; block++)
        for (var target = 0; target < targets; target++)
        for (var source = 0; source < sources; source++)
        {
            visitor.Edge((block * targets) + target, 0, (block * sources) + source, -1, 1);
        }
    }

    /// <summary>How many elements an axis of a tensor has, and by how much target and source grow along it.</summary>
    public readonly record struct Step(int Count, int Target, int Source);
}
