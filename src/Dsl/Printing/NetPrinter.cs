using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Printing;

/// <summary>
/// Prints a net as a spec that a person could have written. Compiled again it gives the same net, names of all nodes included, but for
/// the statements that made it; and printing that gives the same text.
/// </summary>
public sealed class NetPrinter
{
    private readonly Net _net;
    private readonly bool _keepsNames;
    private readonly bool _findsBlocks;
    private readonly StringBuilder _text = new();
    private readonly FreeNames _names = new();
    private readonly Dictionary<Neurons, string> _neurons = [];

    private NetPrinter(Net net, bool keepsNames, bool findsBlocks)
    {
        (_net, _keepsNames, _findsBlocks) = (net, keepsNames, findsBlocks);
        _names.Take(net.Arguments.Select(a => a.Name));
        _names.Take(net.Outputs.Select(o => o.Name));
        _names.Take(net.Inputs.Select(i => net.Nodes[i].Name));
    }

    /// <summary>The spec's text, with LF line ends.</summary>
    /// <param name="net">The net.</param>
    /// <param name="keepsNames">Whether nodes without parameters of their own keep their names too, which matter to nobody who only runs the net:
    /// activations, pools,
    /// sums. Without, they are named after their line, and fewer <c>as</c> are to be read.</param>
    /// <param name="findsBlocks">Whether structure that repeats is printed as blocks and repeats, as far as the names of layers, such as
    /// <c>layer1.0.conv1</c>, tell what belongs together.</param>
    public static string Print(Net net, bool keepsNames = true, bool findsBlocks = false) => new NetPrinter(net, keepsNames, findsBlocks).Print();

    private bool IsNeuronsNet => _net.Nodes.Count == 2 && _net.Nodes[1] is { Op: Neurons, Name: "neurons" };

    private string Print()
    {
        if (_net.Namespace.Length > 0)
            Line($"namespace {_net.Namespace}\n");

        var header = "net "
            + $"{_net.Name}{(_net.Arguments.Count == 0 ? "" : $"({string.Join(", ", _net.Arguments.Select(a => $"{a.Name}={Rules.Text(a.Value)}"))})")} {{";
        var body = IsNeuronsNet ? NeuronsPrinter.Print((Neurons)_net.Nodes[1].Op, "neurons") : Body();
        Line(header);
        if (_net.Layout == BatchLayout.BatchLast)
            Line("    layout batch_last");

        foreach (var line in body)
        {
            Line("    " + line.Replace("\n", "\n    "));
        }

        Line($"    emit {string.Join(", ", _net.Passes)}{(_net.Passes.Contains(PassWords.Forward) ? "" : " only")}");
        Line("}");
        return _text.ToString();
    }

    private void PrintDeclarations()
    {
        foreach (var node in _net.Nodes)
        {
            if (node.Op is not Neurons neurons || _neurons.ContainsKey(neurons))
                continue;

            // A layer without a name is called after its neurons.
            var word = Word(node);
            word = _names.IsFree(word) && !OpCatalog.IsStage(word) && OpCatalog.FindJoin(word) is null && _names.Take(word)
                ? word
                : _names.Like(word + "_neurons");
            _neurons.Add(neurons, word);
            foreach (var line in NeuronsPrinter.Print(neurons, "neurons " + word))
            {
                Line(line);
            }

            Line("");
        }
    }

    /// <summary>Prints what stands before the net, and gives the lines of its body.</summary>
    private IEnumerable<string> Body()
    {
        PrintDeclarations();
        IReadOnlyList<PrintedItem> items = [.. _net.Nodes.Where(node => node.Op is not Input).Select(Item)];
        if (_findsBlocks)
        {
            (var blocks, items) = BlockFinder.Run(items, new HashSet<int>(_net.Outputs.Select(o => o.Node)), _names);
            foreach (var block in blocks)
            {
                foreach (var line in block.Print())
                {
                    Line(line);
                }

                Line("");
            }
        }

        return Statements(items);
    }

    private IEnumerable<string> Statements(IReadOnlyList<PrintedItem> items)
    {
        // Lines make nodes in their order, inputs too.
        var open = new Queue<int>(_net.Inputs);
        var inputs = _net.Inputs.ToDictionary(i => i, i => _net.Nodes[i].Name);
        var printer = new BodyPrinter(items, [.. _net.Outputs.Select(o => (o.Name, o.Node))], "output", _names, inputs);
        foreach (var (first, text) in printer.Print(Annotation))
        {
            while (open.Count > 0 && open.Peek() < first)
            {
                yield return InputLine(_net.Nodes[open.Dequeue()]);
            }

            yield return text;
        }

        foreach (var input in open)
        {
            yield return InputLine(_net.Nodes[input]);
        }
    }

    private static string InputLine(Node input) => $"input {input.Name} : {input.Shape}{(input.Op is Input { IsInteger: true } ? " int" : "")}";

    private PrintedItem Item(Node node)
    {
        var shapes = node.Inputs.Select(input => _net.Nodes[input].Shape).ToArray();
        var layer = Layer(node, shapes);
        var sharing = layer == node.Name ? null : layer;
        return new(node.Id, node.Id, node.Inputs, Keyword(node, shapes), norm => Call(node, shapes, norm), _keepsNames || layer == node.Name ? node.Name : null)
        {
            SpellStride = node.Op is Neurons ? null : norm => node.Op.SpellStride(IsNamedByOp(node, shapes, norm) ? null : shapes, norm),
            IsJoin = node.Inputs.Count > 1 && OpCatalog.FindJoin(node.Op.Keyword) is not null,
            BehindOperands = node.Op.SpellBehindOperands,
            Sharing = sharing,
        };
    }

    private string Keyword(Node node, Shape[] shapes) => Call(node, shapes, beforeBatchNorm: false).Split('(')[0];

    /// <summary>The stage of a node. An op that has two words is called as it is named.</summary>
    private string Call(Node node, Shape[] shapes, bool beforeBatchNorm)
    {
        if (node.Op is Neurons neurons)
            return _neurons[neurons];

        return IsNamedByOp(node, shapes, beforeBatchNorm) ? node.Op.Spell() : node.Op.Spell(shapes, beforeBatchNorm);
    }

    /// <summary>Whether a node has the name of the other one of its op's two words.</summary>
    private static bool IsNamedByOp(Node node, Shape[] shapes, bool beforeBatchNorm) =>
        Word(node) == node.Op.Keyword && !node.Op.Spell(shapes, beforeBatchNorm).StartsWith(node.Op.Keyword, StringComparison.Ordinal);

    /// <summary>The last part of a node's name, without the number behind it.</summary>
    private static string Word(Node node) => node.Name.Substring(node.Name.LastIndexOf('.') + 1).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    /// <summary>The name of the layer whose parameters a node uses.</summary>
    private string? Layer(Node node, Shape[] shapes)
    {
        if (node.Parameters.Count == 0)
            return null;

        var full = _net.Parameters[node.Parameters[0]].Name;
        var suffix = node.Op.Parameters(shapes)[0].Suffix;
        return suffix.Length == 0 ? full : full.Substring(0, full.Length - suffix.Length - 1);
    }

    /// <summary>The shape of a line's value, where it is not that of what the line begins with.</summary>
    private string Annotation(PrintedLine line)
    {
        var (shape, operand) = (_net.Nodes[line.Value].Shape, _net.Nodes[line.Head.Operands[0]].Shape);
        return (shape.Height, shape.Width, shape.Rank) == (operand.Height, operand.Width, operand.Rank)
            && (shape.IsMap || shape == operand) ? "" : $" : {shape}";
    }

    private void Line(string line) => _text.Append(line).Append('\n');
}
