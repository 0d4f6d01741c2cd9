using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Graph;

/// <summary>
/// Builds a net node by node, without a spec: for what reads networks in other formats, and for tests. Shapes and parameters are those that
/// the ops state; a node's number is its operands' handle.
/// </summary>
/// <example>
/// <code>
/// var builder = new GraphBuilder("Mlp");
/// var x = builder.Input("x", 784);
/// var y = builder.Add("fc", new Linear(10, HasBias: true), x);
/// var net = builder.Output("y", y).Build();
/// </code>
/// </example>
/// <param name="name">The C# class name of the net.</param>
public sealed class GraphBuilder(string name)
{
    private readonly List<Node> _nodes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<int> _inputs = [];
    private readonly List<NetOutput> _outputs = [];
    private readonly List<Parameter> _parameters = [];
    private readonly List<string> _statements = [];
    private readonly List<NetArgument> _arguments = [];
    private BatchLayout _layout = BatchLayout.BatchFirst;
    private string _namespace = "";
    private string[] _passes = [PassWords.Forward];

    /// <summary>Puts the net into a namespace.</summary>
    public GraphBuilder In(string @namespace)
    {
        _namespace = @namespace;
        return this;
    }

    /// <summary>Has the samples of each feature lie side by side in the caller's arrays.</summary>
    public GraphBuilder BatchLast()
    {
        _layout = BatchLayout.BatchLast;
        return this;
    }

    /// <summary>Chooses the passes in place of <c>forward</c>.</summary>
    public GraphBuilder Emitting(params string[] passes)
    {
        _passes = passes;
        return this;
    }

    /// <summary>Notes a parameter of the net with its value, for the head of the emitted file.</summary>
    public GraphBuilder Argument(string argument, long value)
    {
        _arguments.Add(new NetArgument(argument, value));
        return this;
    }

    /// <summary>Adds an input: features, or channels, height and width.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The name is taken, or the dimensions are no shape.</exception>
    public int Input(string input, params int[] dims)
    {
        CheckName(input);
        if (dims.Length is not (1 or 3) || dims.Any(dim => dim < 1) || dims.Aggregate(1m, (size, dim) => size * dim) > int.MaxValue)
            throw new ArgumentException($"'{input}' is {Join("x", dims)}; a shape is features, or channels x height x width, of {Rules.Text(int.MaxValue)} numbers at most", nameof(dims));

        var id = Append(input, new Input(), new Shape(dims.ToEquatableArray()), [], [], $"input {input} : {Join("x", dims)}");
        _inputs.Add(id);
        return id;
    }

    /// <summary>What is wrong with an op on some operands, in a person's words; null when nothing is.</summary>
    /// <param name="op">The op.</param>
    /// <param name="operands">The numbers of its operands.</param>
    public string? Problem(Op op, params int[] operands)
    {
        foreach (var operand in operands)
        {
            if (operand < 0 || operand >= _nodes.Count)
                return $"there is no node {Rules.Text(operand)}, but {Rules.Text(_nodes.Count)} from 0 on";
        }

        var rule = op.Infer(Shapes(operands));
        if (rule.Shape is not null)
            return null;

        var message = rule.Message;
        for (var i = 0; i < operands.Length; i++)
        {
            message = message.Replace("{" + Rules.Text(i) + "}", $"'{_nodes[operands[i]].Name}'");
        }

        return message;
    }

    /// <summary>Adds an op with parameters of its own, <c>name.weight</c> and so on.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The name is taken, or the op does not take the operands; the message says why.</exception>
    public int Add(string node, Op op, params int[] operands)
    {
        Check(node, op, operands);
        var shapes = Shapes(operands);
        var parameters = op.Parameters(shapes).Select(spec => Declare($"{node}.{spec.Suffix}", spec)).ToArray();
        return Append(node, op, op.Infer(shapes).Shape!, operands, parameters, $"{node} = {Join(", ", operands.Select(id => _nodes[id].Name))} -> {op.Keyword}");
    }

    /// <summary>Adds an op that uses another node's parameters.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The name is taken, the op does not take the operands, or its parameters are not those of the other.</exception>
    public int AddWith(string node, int owner, Op op, params int[] operands)
    {
        Check(node, op, operands);
        var specs = op.Parameters(Shapes(operands));
        var theirs = _nodes[owner].Parameters;
        if (specs.Count != theirs.Count || specs.Where((spec, i) => spec.Dims != _parameters[theirs[i]].Dims || spec.Role != _parameters[theirs[i]].Role).Any())
            throw new ArgumentException($"'{node}' cannot share the parameters of '{_nodes[owner].Name}': they are not equal", nameof(owner));

        return Append(node, op, op.Infer(Shapes(operands)).Shape!, operands, [.. theirs], $"{node} with {_nodes[owner].Name}");
    }

    /// <summary>Adds ops one after another, named after their keyword and position: <c>prefix.conv1</c>.</summary>
    /// <returns>The number of the last.</returns>
    /// <exception cref="ArgumentException">As of <see cref="Add"/>.</exception>
    public int Chain(string prefix, int value, params Op[] ops)
    {
        for (var i = 0; i < ops.Length; i++)
        {
            value = Add($"{prefix}.{ops[i].Keyword}{Rules.Text(i + 1)}", ops[i], value);
        }

        return value;
    }

    /// <summary>Gives a node out.</summary>
    /// <param name="output">The output's name, a C# identifier.</param>
    /// <param name="node">The number of the node that computes it.</param>
    /// <exception cref="ArgumentException">There is no such node, or the name is another output's.</exception>
    public GraphBuilder Output(string output, int node)
    {
        if (node < 0 || node >= _nodes.Count)
            throw new ArgumentException($"'{output}' is to be node {Rules.Text(node)}; there are {Rules.Text(_nodes.Count)}", nameof(node));
        if (_outputs.Any(other => other.Name == output))
            throw new ArgumentException($"two outputs are called '{output}'", nameof(output));

        _outputs.Add(new NetOutput(output, node));
        return this;
    }

    /// <summary>The shape of a node's result.</summary>
    public Shape ShapeOf(int node) => _nodes[node].Shape;

    /// <summary>The net.</summary>
    /// <exception cref="InvalidOperationException">It has no output.</exception>
    public Net Build() => _outputs.Count == 0 ? throw new InvalidOperationException($"'{name}' has no output") : new(
        _namespace,
        name,
        _arguments.ToEquatableArray(),
        _nodes.ToEquatableArray(),
        _inputs.ToEquatableArray(),
        _outputs.ToEquatableArray(),
        _parameters.ToEquatableArray(),
        _statements.ToEquatableArray(),
        _layout,
        _passes.ToEquatableArray());

    private void Check(string node, Op op, int[] operands)
    {
        CheckName(node);
        if (Problem(op, operands) is { } problem)
            throw new ArgumentException($"'{node}': {problem}", nameof(operands));
    }

    private void CheckName(string node)
    {
        if (_names.Contains(node))
            throw new ArgumentException($"two nodes are called '{node}'", nameof(node));
    }

    private Shape[] Shapes(int[] operands) => [.. operands.Select(id => _nodes[id].Shape)];

    private int Append(string node, Op op, Shape shape, int[] operands, int[] parameters, string statement)
    {
        _names.Add(node);
        _statements.Add(statement);
        _nodes.Add(new Node(_nodes.Count, node, op, operands.ToEquatableArray(), shape, parameters.ToEquatableArray(), new(_statements.Count - 1, 0)));
        return _nodes.Count - 1;
    }

    private int Declare(string parameter, ParameterSpec spec)
    {
        var offset = _parameters.Count == 0 ? 0 : _parameters[_parameters.Count - 1].Offset + _parameters[_parameters.Count - 1].Size;
        _parameters.Add(new Parameter(parameter, spec.Dims, spec.Role, offset, spec.FanIn));
        return _parameters.Count - 1;
    }

    private static string Join<T>(string separator, IEnumerable<T> items) => string.Join(separator, items.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)));
}
