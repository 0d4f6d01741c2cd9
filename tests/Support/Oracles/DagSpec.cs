using System;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Dsl.Graph;

namespace NetSpec.Tests.Support.Oracles;

/// <summary>Writes a <see cref="DagCase"/> as a spec: every edge and every bias free, in the order of the case.</summary>
public static class DagSpec
{
    /// <summary>The name of the net: <c>Fig31Counterexample</c> for <c>fig_3_1_counterexample</c>.</summary>
    public static string NetName(DagCase dag) => string.Concat(dag.Id.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The text of <c>tests/Corpus/dags/id.netspec</c>.</summary>
    public static string Write(DagCase dag)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"// {string.Join("; ", dag.Json.GetProperty("features").EnumerateArray())}\n");
        text.Append(CultureInfo.InvariantCulture, $"namespace Corpus.Dags\n\nnet {NetName(dag)} {{\n    neurons {{\n");
        text.Append(CultureInfo.InvariantCulture, $"        input {string.Join(", ", dag.Inputs)}\n");
        foreach (var neuron in dag.Neurons.Where(neuron => neuron.Activation != "input"))
        {
            var head = dag.Outputs.Contains(neuron.Id) ? "output " + neuron.Id : neuron.Id + " : " + Activation(neuron);
            text.Append(CultureInfo.InvariantCulture, $"        {head} = {string.Join(", ", Into(dag, neuron).Select(edge => edge.From))} + bias\n");
        }

        return text.Append("    }\n    emit forward, lifting, pathnorm, phicost\n}\n").ToString();
    }

    /// <summary>The case's weights and biases as the tensors of the net that <see cref="Write"/> spells.</summary>
    public static double[][] Parameters(DagCase dag, Net net) => [.. net.Parameters.Select(parameter => Tensor(dag, parameter.Name))];

    private static double[] Tensor(DagCase dag, string name)
    {
        var neuron = dag.Neurons.Single(n => n.Id == name[..name.LastIndexOf('.')]);
        return name.EndsWith(".bias", StringComparison.Ordinal) ? [neuron.Bias] : [.. Into(dag, neuron).Select(edge => edge.Weight)];
    }

    private static DagEdge[] Into(DagCase dag, DagNeuron neuron)
    {
        var order = dag.Neurons.Select((n, position) => (n.Id, position)).ToDictionary(n => n.Id, n => n.position);
        return [.. dag.Edges.Where(edge => edge.To == neuron.Id).OrderBy(edge => order[edge.From])];
    }

    private static string Activation(DagNeuron neuron) => neuron.Activation == "kpool"
        ? string.Create(CultureInfo.InvariantCulture, $"pool({neuron.K})")
        : neuron.Activation;
}
