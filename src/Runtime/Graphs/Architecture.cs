using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs;

/// <summary>
/// The graph of a network, emitted with its class: layers in topological order. Whatever the theory says of a network
/// is computed from this and its parameters.
/// </summary>
/// <example><code>
/// foreach (var layer in ResNet18.Architecture.Layers)
///     Console.WriteLine(layer); // conv1 [64x112x112]
/// </code></example>
public sealed class Architecture
{
    /// <param name="parameters">The parameters that the layers' indices refer to.</param>
    /// <param name="layers">The layers; each reads only earlier ones.</param>
    /// <param name="inputs">Positions of the input layers, in the order of the spec.</param>
    /// <param name="outputs">Positions of the layers that are results, in the order of the spec. Two may be one layer.</param>
    /// <exception cref="ArgumentException">A layer does not fit what it reads or names parameters that are not there, or a
    /// position is wrong; the message says which and what would be right.</exception>
    public Architecture(ParameterLayout parameters, Layer[] layers, int[] inputs, int[] outputs)
        : this(parameters, layers, inputs, outputs, isDerived: false)
    {
    }

    /// <param name="parameters">The parameters that the layers' indices refer to.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="inputs">Positions of the input layers.</param>
    /// <param name="outputs">Positions of the layers that are results.</param>
    /// <param name="isDerived">Whether layers may be those of an architecture whose θ the parameters begin with, so that frozen biases stay there.</param>
    internal Architecture(ParameterLayout parameters, Layer[] layers, int[] inputs, int[] outputs, bool isDerived)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        var frozen = 0;
        for (var i = 0; i < layers.Length; i++)
        {
            var layer = layers[i] ?? throw new ArgumentException($"Layer {i} is null.", nameof(layers));
            layer.Join(layers.AsSpan(0, i), parameters, isDerived ? null : frozen);
            frozen += layer.FrozenBias != 0 ? 1 : 0;
            if (layer.IsInput != (Array.IndexOf(inputs, i) >= 0))
                throw new ArgumentException(
                    $"Layer {i}, '{layer.Name}', is {(layer.IsInput ? "an input and not listed" : "listed as an input and not one")}.", nameof(inputs));
        }

        CheckPositions(inputs, layers.Length, "input", nameof(inputs));
        CheckPositions(outputs, layers.Length, "output", nameof(outputs));
        if (outputs.Length == 0)
            throw new ArgumentException("A network has at least one output.", nameof(outputs));

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

    /// <summary>Its inputs, outputs and size: <c>image [1x8x8] -> fc [10], 23 layers, 12,345 neurons</c>. The layers print themselves.</summary>
    public override string ToString()
    {
        string Names(IEnumerable<int> layers) => string.Join(", ", layers.Select(layer => Layers[layer]));
        return FormattableString.Invariant(
            $"{Names(Inputs)} -> {Names(Outputs)}, {Layers.Count:n0} layers, {Layers.Sum(layer => (long)layer.Size):n0} neurons");
    }

    private static void CheckPositions(int[] positions, int layers, string what, string argument)
    {
        foreach (var position in positions)
        {
            if ((uint)position >= (uint)layers)
                throw new ArgumentException($"An {what} is layer {position}, but there are {layers} layers.", argument);
        }
    }
}
