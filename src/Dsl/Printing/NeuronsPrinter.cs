using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Printing;

/// <summary>Writes <c>neurons</c>, one line a neuron.</summary>
internal static class NeuronsPrinter
{
    /// <summary>The lines from the header to the closing brace.</summary>
    public static IEnumerable<string> Print(Neurons neurons, string header)
    {
        yield return header + " {";
        yield return "    input " + string.Join(", ", neurons.InputNames);
        var outputs = new Queue<int>(neurons.Outputs);
        for (var i = 0; i < neurons.Items.Count; i++)
        {
            var isOutput = neurons.Outputs.Contains(i);
            var neuron = neurons.Items[isOutput ? outputs.Dequeue() : i];
            var head = isOutput ? $"output {neuron.Name}" : $"{neuron.Name} : {Spell(neuron)}";
            yield return neuron.Name.EndsWith(Neurons.OutputSuffix, StringComparison.Ordinal)
                ? "    output " + neuron.Name.Substring(0, neuron.Name.Length - Neurons.OutputSuffix.Length)
                : $"    {head} = {Sources(neurons, neuron)}";
        }

        yield return "}";
    }

    private static string Spell(Neuron neuron) => neuron.Activation switch
    {
        Activation.Relu => "relu",
        Activation.KMaxPool => $"pool({Rules.Text(neuron.K)})",
        Activation.Identity => "id",
        _ => throw new InvalidOperationException($"no word for {neuron.Activation}"),
    };

    private static string Sources(Neurons neurons, Neuron neuron)
    {
        string SourceName(int source) => source < neurons.InputNames.Count ? neurons.InputNames[source] : neurons.Items[source - neurons.InputNames.Count].Name;
        var edges = string.Join(", ", neuron.Antecedents.Select(e => SourceName(e.Source) + (e.Constant is { } constant ? "*" + Rules.Spell(constant) : "")));
        return neuron switch
        {
            { HasBias: true, Antecedents.Count: 0 } => "bias",
            { HasBias: true } => edges + " + bias",
            _ => edges,
        };
    }
}
