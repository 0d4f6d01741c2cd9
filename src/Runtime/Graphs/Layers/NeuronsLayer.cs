using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// Neurons that a spec spells out one by one. They read earlier layers only: a block of neurons is a layer for each neuron
/// that others of the block read, and one for its outputs.
/// </summary>
public sealed class NeuronsLayer : Layer
{
    private readonly Neuron[] _neurons;

    /// <param name="name">The name of its node in the spec, or of its one neuron.</param>
    /// <param name="inputs">The layers that its neurons read.</param>
    /// <param name="neurons">Its neurons, in order.</param>
    public NeuronsLayer(string name, int[] inputs, params Neuron[] neurons)
        : base(name, new(Checked(neurons).Length), inputs)
    {
        _neurons = neurons;
    }

    /// <summary>Its neurons, in order.</summary>
    public IReadOnlyList<Neuron> Neurons => _neurons;

    /// <inheritdoc/>
    public override Activation ActivationOf(int neuron) => _neurons[neuron].Activation;

    /// <inheritdoc/>
    public override int KOf(int neuron) => _neurons[neuron].K;

    /// <inheritdoc/>
    public override int BiasOf(int neuron) => _neurons[neuron].Bias;

    /// <summary>The name that the spec gives the neuron.</summary>
    public override string NameOf(int neuron) => _neurons[neuron].Name;

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        for (var target = 0; target < _neurons.Length; target++)
        {
            foreach (var edge in _neurons[target].Edges)
            {
                visitor.Edge(target, edge.Operand, edge.Source, edge.Parameter, edge.Constant);
            }
        }
    }

    internal override long FanIn => _neurons.Max(neuron => neuron.Edges.Count);

    internal override long FanOut => Size;

    internal override bool HasParameters => true;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) => VisitEdges(ref visitor);

    private protected override void Check(ParameterLayout parameters)
    {
        foreach (var neuron in _neurons)
        {
            foreach (var edge in neuron.Edges)
            {
                if ((uint)edge.Operand >= (uint)Operands.Count || (uint)edge.Source >= (uint)Operands[edge.Operand].Size)
                    throw Wrong($"has an edge into '{neuron.Name}' from neuron {edge.Source} of operand {edge.Operand}, which is not there");
                ExpectOptional(parameters, $"weights into '{neuron.Name}'", edge.Parameter, 1);
            }

            ExpectOptional(parameters, $"bias of '{neuron.Name}'", neuron.Bias, 1);
            if (neuron.Activation == Activation.KMaxPool ? neuron.K < 1 || neuron.K > neuron.Edges.Count : neuron.K != 0)
                throw Wrong($"has '{neuron.Name}' with k = {neuron.K}, {neuron.Edges.Count} edges and the activation {neuron.Activation}");
        }
    }

    private static Neuron[] Checked(Neuron[] neurons)
    {
        ArgumentNullException.ThrowIfNull(neurons);
        if (neurons.Length == 0 || Array.IndexOf(neurons, null) >= 0)
            throw new ArgumentException("A layer has at least one neuron, and none is null.", nameof(neurons));
        return neurons;
    }
}
