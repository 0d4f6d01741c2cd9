namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>What a walk over the free parameters does with each. A struct, so that the walk is compiled for it.</summary>
internal interface IFreeParameterVisitor
{
    /// <summary>A weight: its index in the store, the channel it enters and the one it leaves, each with its layer.</summary>
    void Weight(int parameter, int layer, int channel, int sourceLayer, int source);

    /// <summary>A bias: its index in the store and the channel it enters.</summary>
    void Bias(int parameter, int layer, int channel);
}
