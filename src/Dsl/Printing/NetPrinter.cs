using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Dsl.Binding;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Printing;

/// <summary>
/// Prints a net as a spec, one line a node. Compiled again it gives the same net but for the statements, the names of sums
/// and concats (which no <c>as</c> can give) and those of layers that share parameters.
/// </summary>
public sealed class NetPrinter
{
    private readonly Net _net;
    private readonly StringBuilder _text = new();
    private readonly string[] _values;
    private readonly HashSet<string> _taken;

    private NetPrinter(Net net)
    {
        _net = net;
        _taken = new([.. Keywords.All, "in", "out", "true", "false", "global", "same", "bias"], StringComparer.Ordinal);
        _taken.UnionWith(net.Arguments.Select(a => a.Name));
        _taken.UnionWith(net.Outputs.Select(o => o.Name));
        _taken.UnionWith(net.Inputs.Select(i => net.Nodes[i].Name));
        _values = [.. net.Nodes.Select(node => node.Op is Input ? node.Name : Identifier(node.Name))];
    }

    /// <summary>The spec's text, with LF line ends.</summary>
    public static string Print(Net net) => new NetPrinter(net).Print();

    private bool IsNeuronsNet => _net.Nodes.Count == 2 && _net.Nodes[1] is { Op: Neurons, Name: "neurons" };

    private string Print()
    {
        if (_net.Namespace.Length > 0)
        {
            Line("namespace ", _net.Namespace);
        }

        foreach (var node in IsNeuronsNet ? [] : _net.Nodes.Where(n => n.Op is Neurons))
        {
            PrintNeurons((Neurons)node.Op, "neurons " + Declared(node), "");
        }

        var arguments = string.Join(", ", _net.Arguments.Select(a => $"{a.Name}={Rules.Text(a.Value)}"));
        Line("net ", _net.Name, arguments.Length == 0 ? "" : $"({arguments})", " {");
        if (_net.Layout == BatchLayout.BatchLast)
        {
            Line("    layout batch_last");
        }

        if (IsNeuronsNet)
        {
            PrintNeurons((Neurons)_net.Nodes[1].Op, "neurons", "    ");
        }
        else
        {
            PrintBody();
        }

        Line("    emit ", string.Join(", ", _net.Passes), _net.Passes.Contains(NetOptions.Forward) ? "" : " only");
        Line("}");
        return _text.ToString();
    }

    private void PrintBody()
    {
        foreach (var node in _net.Nodes)
        {
            if (node.Op is Input)
            {
                Line("    input ", node.Name, " : ", node.Shape.ToString());
            }
            else
            {
                Line("    ", _values[node.Id], " : ", node.Shape.ToString(), " = ", Value(node));
            }
        }

        foreach (var output in _net.Outputs)
        {
            Line("    output ", output.Name, " = ", _values[output.Node]);
        }
    }

    private string Value(Node node)
    {
        var operands = string.Join(node.Op is Add ? " + " : ", ", node.Inputs.Select(input => _values[input]));
        return node.Op switch
        {
            Add => operands,
            Concat => $"concat({operands})",
            Neurons => $"{operands} -> {Declared(node)}{Name(node)}",
            _ => $"{operands} -> {node.Op.Spell()}{Name(node)}",
        };
    }

    private string Name(Node node)
    {
        if (node.Parameters.Count == 0)
        {
            return $" as {node.Name}";
        }

        var suffix = node.Op.Parameters([.. node.Inputs.Select(input => _net.Nodes[input].Shape)])[0].Suffix;
        var full = _net.Parameters[node.Parameters[0]].Name;
        var layer = full.Substring(0, full.Length - suffix.Length - 1);
        return layer == node.Name ? $" as {node.Name}" : $" with {layer}";
    }

    private string Declared(Node node) => "n_" + _values[node.Id];

    private void PrintNeurons(Neurons neurons, string header, string indent)
    {
        Line(indent, header, " {");
        Line(indent, "    input ", string.Join(", ", neurons.InputNames));
        var outputs = new Queue<int>(neurons.Outputs);
        for (var i = 0; i < neurons.Items.Count; i++)
        {
            var isOutput = neurons.Outputs.Contains(i);
            var neuron = neurons.Items[isOutput ? outputs.Dequeue() : i];
            var head = isOutput ? $"output {neuron.Name}" : $"{neuron.Name} : {Spell(neuron)}";
            if (neuron.Name.EndsWith(Neurons.OutputSuffix, StringComparison.Ordinal))
                Line(indent, "    output ", neuron.Name.Substring(0, neuron.Name.Length - Neurons.OutputSuffix.Length));
            else
                Line(indent, "    ", head, " = ", Sources(neurons, neuron));
        }

        Line(indent, "}");
    }

    private static string Spell(Neuron neuron) => neuron.Activation switch
    {
        Activation.Relu => "relu",
        Activation.KMaxPool => $"pool({Rules.Text(neuron.K)})",
        _ => "id",
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

    /// <summary>A free identifier that resembles a dotted name.</summary>
    private string Identifier(string name)
    {
        var stem = new string([.. name.Select(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') ? c : '_')]);
        stem = stem[0] is >= '0' and <= '9' ? "v" + stem : stem;
        var free = stem;
        for (var i = 2; !_taken.Add(free); i++)
        {
            free = stem + "_" + i.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }

    private void Line(params string[] parts)
    {
        foreach (var part in parts)
        {
            _text.Append(part);
        }

        _text.Append('\n');
    }
}
