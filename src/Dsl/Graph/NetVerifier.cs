using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Graph;

/// <summary>Checks what every <see cref="Net"/> promises. For tests, and between stages that rewrite nets.</summary>
public static class NetVerifier
{
    /// <summary>Throws when the net breaks a promise.</summary>
    /// <exception cref="InvalidOperationException">The net is not well formed; the message lists why.</exception>
    public static void Verify(Net net)
    {
        var violations = Violations(net);
        if (violations.Count > 0)
        {
            throw new InvalidOperationException($"net {net.FullName} is not well formed: {string.Join("; ", violations)}");
        }
    }

    /// <summary>What is wrong with the net, empty when nothing is.</summary>
    public static IReadOnlyList<string> Violations(Net net) => Violations(net, origin: null);

    /// <summary>
    /// What is wrong with a net that a pass made of another: it has all tensors of that in their places, those of nodes that are gone too, so that
    /// a file of weights fits both; what comes behind them has a node that uses it. An output may be an input where identities were taken out.
    /// </summary>
    internal static IReadOnlyList<string> ViolationsOf(Net net, Net origin) => Violations(net, origin);

    private static List<string> Violations(Net net, Net? origin)
    {
        var violations = new List<string>();
        violations.AddRange(Repeated(net.Nodes.Select(n => n.Name)).Select(name => $"two nodes are called '{name}'"));
        violations.AddRange(Repeated(net.Parameters.Select(p => p.Name)).Select(name => $"two parameters are called '{name}'"));
        violations.AddRange(Repeated(net.Outputs.Select(o => o.Name)).Select(name => $"two outputs are called '{name}'"));
        CheckParameters(net, origin, violations);
        for (var i = 0; i < net.Nodes.Count; i++)
        {
            CheckNode(net, i, origin is not null, violations);
        }

        CheckEnds(net, origin is not null, violations);
        return violations;
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static void CheckParameters(Net net, Net? origin, List<string> violations)
    {
        var offset = 0L;
        foreach (var parameter in net.Parameters)
        {
            if (parameter.Offset != offset)
            {
                violations.Add($"parameter '{parameter.Name}' is at {Rules.Text(parameter.Offset)}, not at {Rules.Text(offset)}");
            }

            if (parameter.Dims.Count == 0 || parameter.Dims.Any(dim => dim < 1))
            {
                violations.Add($"parameter '{parameter.Name}' has the dimensions {parameter.Dims}");
            }

            offset = parameter.Offset + parameter.Size;
        }

        if (origin is not null)
        {
            CheckKept(net, origin, violations);
            return;
        }

        var used = new HashSet<int>();
        var last = -1;
        foreach (var index in net.Nodes.SelectMany(n => n.Parameters).Where(used.Add))
        {
            if (index != ++last)
            {
                violations.Add("the parameters do not stand in the order of their first use");
                return;
            }
        }

        if (used.Count != net.Parameters.Count)
        {
            violations.Add("a parameter belongs to no node");
        }
    }

    private static void CheckKept(Net net, Net origin, List<string> violations)
    {
        if (!net.Parameters.Take(origin.Parameters.Count).SequenceEqual(origin.Parameters))
        {
            violations.Add("the parameters do not begin with those of the net that it was made of");
        }

        var used = new HashSet<int>(net.Nodes.SelectMany(node => node.Parameters));
        violations.AddRange(net.Parameters.Skip(origin.Parameters.Count).Where((_, i) => !used.Contains(origin.Parameters.Count + i)).Select(
            parameter => $"parameter '{parameter.Name}' belongs to no node"));
    }

    private static void CheckNode(Net net, int index, bool isDerived, List<string> violations)
    {
        var node = net.Nodes[index];
        if (node.Id != index)
        {
            violations.Add($"node '{node.Name}' has id {Rules.Text(node.Id)} at place {Rules.Text(index)}");
        }

        var (statement, start) = node.Statement;
        if (statement < 0 || statement >= net.Statements.Count || start < 0 || start > net.Statements[statement].Length)
        {
            violations.Add($"node '{node.Name}' has no statement");
        }

        if (node.Shape.Rank is not (1 or 2 or 3) || node.Shape.Dims.Any(dim => dim < 1))
        {
            violations.Add($"node '{node.Name}' has the shape {node.Shape}");
        }

        if (node.Inputs.Any(input => input < 0 || input >= index))
        {
            violations.Add($"node '{node.Name}' does not stand behind its operands");
        }
        else if (node.Op is Input)
        {
            CheckInput(net, node, violations);
        }
        else
        {
            CheckOp(net, node, isDerived, violations);
        }
    }

    private static void CheckInput(Net net, Node node, List<string> violations)
    {
        if (node.Inputs.Count > 0 || node.Parameters.Count > 0 || !net.Inputs.Contains(node.Id))
        {
            violations.Add($"'{node.Name}' is not a proper input");
        }
    }

    /// <summary>
    /// The operands of an op on tokens that a rewrite put on maps of one row, whose channels are features and whose columns are tokens; null where it is none.
    /// </summary>
    private static Shape[]? OnRow(Node node, Shape[] shapes)
    {
        Shape[] tokens = [.. shapes.Select(Tokens)];
        return node.Shape is { IsMap: true, Height: 1 } && node.Op.Infer(tokens).Shape == Tokens(node.Shape) ? tokens : null;

        static Shape Tokens(Shape shape) => shape is { IsMap: true, Height: 1 } ? Shape.Sequence(shape.Width, shape.Channels) : shape;
    }

    private static void CheckOp(Net net, Node node, bool isDerived, List<string> violations)
    {
        var shapes = node.Inputs.Select(input => net.Nodes[input].Shape).ToArray();
        var rule = node.Op.Infer(shapes);
        if (rule.Shape != node.Shape && OnRow(node, shapes) is { } tokens)
            (shapes, rule) = (tokens, ShapeRule.Of(node.Shape));

        if (rule.Shape != node.Shape)
        {
            violations.Add($"node '{node.Name}' is {node.Shape}, but its op says {rule.Shape?.ToString() ?? rule.Message}");
            return;
        }

        var specs = node.Op.Parameters(shapes);
        var fits = specs.Count == node.Parameters.Count
            && node.Parameters.All(index => index >= 0 && index < net.Parameters.Count)
            && specs
                .Zip(node.Parameters, (spec, index) => Fits(spec.Dims, net.Parameters[index].Dims, isDerived) && spec.Role == net.Parameters[index].Role)
                .All(equal => equal);
        if (!fits)
        {
            violations.Add($"the parameters of node '{node.Name}' are not those of its op");
        }
    }

    /// <summary>
    /// Whether dimensions are those of an op; but for 1s among them where a convolution of one row has come in the place of a layer on a sequence.
    /// </summary>
    private static bool Fits(EquatableArray<int> ofOp, EquatableArray<int> dims, bool isDerived) =>
        ofOp == dims || (isDerived && ofOp.Where(dim => dim > 1).SequenceEqual(dims.Where(dim => dim > 1)));

    private static void CheckEnds(Net net, bool isDerived, List<string> violations)
    {
        if (net.Inputs.Any(input => input < 0 || input >= net.Nodes.Count || net.Nodes[input].Op is not Input)
            || net.Inputs.Distinct().Count() != net.Inputs.Count)
        {
            violations.Add("the list of inputs is not one of input nodes");
        }

        if (net.Outputs.Count == 0 || net.Outputs.Any(output => output.Node < 0 || output.Node >= net.Nodes.Count || (
            !isDerived && net.Nodes[output.Node].Op is Input)))
        {
            violations.Add("the list of outputs is not one of computed nodes");
        }
    }
}
