using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>Per rescaling group, the squares of all that enters it less those of all that leaves it.</summary>
internal struct ConservedQuantities(RescalingGroups groups, double[] theta) : IFreeParameterVisitor
{
    private readonly double[] _quantities = new double[groups.Count];

    public static double[] Of(Architecture architecture, RescalingGroups groups, double[] theta)
    {
        var quantities = new ConservedQuantities(groups, theta);
        FreeParameters.Visit(architecture, ref quantities);
        return quantities._quantities;
    }

    public readonly void Weight(int parameter, int layer, int channel, int sourceLayer, int source)
    {
        var (into, from) = (groups.OfLayer(layer)[channel], groups.OfLayer(sourceLayer)[source]);
        if (into == from)
            return;
        if (into >= 0)
            _quantities[into] += theta[parameter] * theta[parameter];
        if (from >= 0)
            _quantities[from] -= theta[parameter] * theta[parameter];
    }

    public readonly void Bias(int parameter, int layer, int channel)
    {
        var into = groups.OfLayer(layer)[channel];
        if (into >= 0)
            _quantities[into] += theta[parameter] * theta[parameter];
    }
}
