using System;
using System.Collections.Generic;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs;

/// <summary>
/// The graph of a network, emitted with its class: layers in topological order. Whatever the theory says of a network
/// is computed from this and its parameters.
/// </summary>
public sealed class Architecture
{
    /// <param name="parameters">The parameters that the layers' indices refer to.</param>
    /// <param name="layers">The layers; each reads only earlier ones.</param>
    /// <param name="inputs">Positions of the input layers, in the order of the spec.</param>
    /// <param name="outputs">Positions of the layers that are results, in the order of the spec. Two may be one layer.</param>
    public Architecture(ParameterLayout parameters, Layer[] layers, int[] inputs, int[] outputs)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        Parameters = parameters;
        Layers = layers;
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>The parameters that the layers' indices refer to.</summary>
    public ParameterLayout Parameters { get; }

    /// <summary>The layers in topological order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Positions of the input layers, in the order of the spec.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>Positions of the layers that are results, in the order of the spec.</summary>
    public IReadOnlyList<int> Outputs { get; }
}
