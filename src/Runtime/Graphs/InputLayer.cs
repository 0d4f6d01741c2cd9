using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs;

/// <summary>The input neurons of a network: no edges enter them, and they have no biases.</summary>
public sealed class InputLayer : Layer
{
    /// <param name="name">The name of the input in the spec.</param>
    /// <param name="shape">Its extent.</param>
    public InputLayer(string name, Extent shape)
        : base(name, shape)
    {
    }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
    }

    private protected override void Check(ParameterLayout parameters)
    {
    }
}
