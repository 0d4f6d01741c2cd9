using System;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths;

/// <summary>A hidden channel (feature, neuron of a block) that does nothing for the network's function.</summary>
public sealed class DeadNeuron
{
    internal DeadNeuron(Layer layer, int channel, Death input, Death output)
    {
        (Layer, Channel, Input, Output) = (layer, channel, input, output);
    }

    /// <summary>The layer, one with parameters.</summary>
    public Layer Layer { get; }

    /// <summary>The channel of the layer; all of its neurons are dead.</summary>
    public int Channel { get; }

    /// <summary>Whether it always holds 0: neither an input nor a bias reaches it.</summary>
    public Death Input { get; }

    /// <summary>Whether nobody listens: it reaches no output.</summary>
    public Death Output { get; }

    /// <summary>The channel by name: <c>conv1[5]</c>.</summary>
    public string Name => RescalingGroup.NameOf(Layer, Channel);

    /// <summary>Name and reason: <c>conv1[5]: all that leaves it is zero</c>.</summary>
    public override string ToString()
    {
        var input = Input switch
        {
            Death.Own => "all that enters it is zero",
            Death.Inherited => "only dead channels enter it",
            _ => "",
        };
        var output = Output switch
        {
            Death.Own => "all that leaves it is zero",
            Death.Inherited => "it leads to dead channels only",
            _ => "",
        };
        return $"{Name}: {input}{(input.Length > 0 && output.Length > 0 ? ", " : "")}{output}";
    }
}
