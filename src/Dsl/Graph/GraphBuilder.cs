using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Graph;

/// <summary>
/// Builds a net node by node, without a spec: for what reads networks in other formats, and for tests. Shapes and parameters are those that
/// the ops state, names those that a spec could give; an operand is named by its node's number.
/// </summary>
/// <example>
/// <code>
/// var builder = new GraphBuilder("Residual").In("Models");
/// var image = builder.Input("image", 8, 32, 32);
/// var conv = builder.Add("body.conv", new Conv2D(8, new Extent(3, 3), new Extent(1, 1), Padding.All(1), new Extent(1, 1), 1, HasBias: true), image);
/// var sum = builder.Add(new Add(), conv, image);
/// var mean = builder.Add(new AdaptiveAvgPool2D(1, 1), builder.Add(new Relu(), sum));
/// var scores = builder.Add("head", new Linear(10, HasBias: true), builder.Add(new Flatten(), mean));
/// var net = builder.Output("features", sum).Output("scores", scores).Build();
/// </code>
/// </example>
public sealed class GraphBuilder
{
    private readonly string _name;
    private readonly NetParts _parts = new();
    private readonly EndNames _ends;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<int> _inputs = [];
    private readonly List<NetOutput> _outputs = [];
    private readonly List<string> _statements = [];
    private readonly List<NetArgument> _arguments = [];
    private BatchLayout _layout = BatchLayout.BatchFirst;
    private string _namespace = "";
    private string[] _passes = [PassWords.Forward];

    /// <summary>Begins a net.</summary>
    /// <param name="name">The C# class name of the net.</param>
    /// <exception cref="ArgumentException">No net can have that name; the message says why.</exception>
    public GraphBuilder(string name)
    {
        if (EndNames.ProblemOfNet(name) is { } problem)
            throw new ArgumentException(problem, nameof(name));

        (_name, _ends) = (name, new(name));
    }

    /// <summary>Puts the net into a namespace.</summary>
    /// <exception cref="ArgumentException">It is none of C#.</exception>
    public GraphBuilder In(string @namespace)
    {
        if (EndNames.ProblemOfNamespace(@namespace) is { } problem)
            throw new ArgumentException(problem, nameof(@namespace));

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
    /// <param name="passes">Words of an <c>emit</c> line; none for a net that only others are made of.</param>
    /// <exception cref="ArgumentException">There is no such pass.</exception>
    public GraphBuilder Emitting(params string[] passes)
    {
        if (passes.FirstOrDefault(pass => !PassWords.All.Contains(pass)) is { } unknown)
            throw new ArgumentException($"no pass is called '{unknown}'; there are {Join(", ", PassWords.All)}", nameof(passes));

        _passes = [.. passes.Distinct(StringComparer.Ordinal).OrderBy(pass => pass, StringComparer.Ordinal)];
        return this;
    }

    /// <summary>Notes a parameter of the net with its value, for the head of the emitted file.</summary>
    public GraphBuilder Argument(string argument, long value)
    {
        _arguments.Add(new NetArgument(argument, value));
        return this;
    }

    /// <summary>Adds an input: features; channels and length, or tokens and features; channels, height and width.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The name is taken or none that an input can have, or the dimensions are no shape.</exception>
    public int Input(string input, params int[] dims)
    {
        CheckName(input);
        if (dims.Length is not (1 or 2 or 3) || dims.Any(dim => dim < 1) || dims.Aggregate(1m, (size, dim) => size * dim) > Rules.MaxSize)
            throw new ArgumentException(
                $"'{input}' is {Join("x", dims)}; a shape is features, channels x length, tokens x features, or channels x height x width, "
                    + $"of {Rules.Text(Rules.MaxSize)} numbers at most",
                nameof(dims));
        if (_ends.Take(input) is { } problem)
            throw new ArgumentException(problem, nameof(input));

        var id = Append(input, new Input(), new Shape(dims.ToEquatableArray()), [], [], $"input {input} : {Join("x", dims)}");
        _inputs.Add(id);
        return id;
    }

    /// <summary>Adds an input of whole numbers, those of tokens, which an embedding reads.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">As of <see cref="Input"/>.</exception>
    public int Ids(string input, int count)
    {
        var id = Input(input, count);
        _parts.MakeInteger(id);
        _statements[_statements.Count - 1] += " int";
        return id;
    }

    /// <summary>What is wrong with an op on some operands, in a person's words; null when nothing is.</summary>
    /// <param name="op">The op.</param>
    /// <param name="operands">The numbers of its operands.</param>
    public string? Problem(Op op, params int[] operands)
    {
        foreach (var operand in operands)
        {
            if (!IsNode(operand))
                return NoNode(operand);
        }

        var rule = op.Infer(_parts.Shapes(operands));
        var message = rule.Shape is null ? rule.Message : Rules.Ids(op, [.. operands.Select(operand => _parts.Nodes[operand].Op)]);
        if (message is null)
            return null;

        for (var i = 0; i < operands.Length; i++)
        {
            message = message.Replace("{" + Rules.Text(i) + "}", $"'{NameOf(operands[i])}'");
        }

        return message;
    }

    /// <summary>
    /// Adds an op that is named after its word and number: <c>relu</c>, <c>relu2</c>. For those without parameters, whose names matter to nobody.
    /// </summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The op does not take the operands; the message says why.</exception>
    public int Add(Op op, params int[] operands)
    {
        string name;
        do
        {
            var count = _counts[op.Keyword] = _counts.TryGetValue(op.Keyword, out var before) ? before + 1 : 1;
            name = count == 1 ? op.Keyword : op.Keyword + Rules.Text(count);
        }
        while (_names.Contains(name));
        return Add(name, op, operands);
    }

    /// <summary>Adds an op with parameters of its own, <c>name.weight</c> and so on.</summary>
    /// <param name="node">Its name: words of letters, digits and underscores with dots between them, as after <c>as</c>.</param>
    /// <param name="op">What it computes.</param>
    /// <param name="operands">The numbers of its operands.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">
    /// The name is taken or none, the op does not take the operands, or there would be too many parameters; the message says why.
    /// </exception>
    public int Add(string node, Op op, params int[] operands)
    {
        Check(node, op, operands);
        var specs = op.Parameters(_parts.Shapes(operands));
        if (specs.Select(spec => NetParts.FullName(node, spec.Suffix)).FirstOrDefault(_parts.HasParameter) is { } taken)
            throw new ArgumentException($"two tensors are called '{taken}'", nameof(node));

        var parameters = specs.Select(spec => Declare(NetParts.FullName(node, spec.Suffix), spec)).ToArray();
        if (parameters.Length > 0)
            _parts.Complete(node, op, parameters);

        return Append(
            node, op, op.Infer(_parts.Shapes(operands)).Shape!, operands, parameters, $"{node} = {Join(", ", operands.Select(NameOf))} -> {op.Keyword}");
    }

    /// <summary>Adds an op that uses another node's parameters.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The name is taken, the op does not take the operands, or its parameters are not those of the other.</exception>
    public int AddWith(string node, int owner, Op op, params int[] operands)
    {
        Check(node, op, operands);
        if (!IsNode(owner))
            throw new ArgumentException(NoNode(owner), nameof(owner));

        var problem = _parts.LayerOf(owner) is { } layer
            ? _parts.Share(layer, op, op.Parameters(_parts.Shapes(operands)))
            : $"'{NameOf(owner)}' has no parameters to share";
        if (problem is not null)
            throw new ArgumentException($"'{node}': {problem}", nameof(owner));

        return Append(node, op, op.Infer(_parts.Shapes(operands)).Shape!, operands, [.. _parts.Nodes[owner].Parameters], $"{node} with {NameOf(owner)}");
    }

    /// <summary>Adds ops one after another, named after their keyword and position: <c>prefix.conv1</c>.</summary>
    /// <returns>The number of the last.</returns>
    /// <exception cref="ArgumentException">As of <see cref="Add(string, Op, int[])"/>.</exception>
    public int Chain(string prefix, int value, params Op[] ops)
    {
        for (var i = 0; i < ops.Length; i++)
        {
            value = Add($"{prefix}.{ops[i].Keyword}{Rules.Text(i + 1)}", ops[i], value);
        }

        return value;
    }

    /// <summary>Gives a node out; an input through an identity of its own, since an output is computed.</summary>
    /// <param name="output">The output's name, a C# identifier.</param>
    /// <param name="node">The number of the node that computes it.</param>
    /// <exception cref="ArgumentException">There is no such node, or the name is another end's or none that an output can have.</exception>
    public GraphBuilder Output(string output, int node)
    {
        if (!IsNode(node))
            throw new ArgumentException($"'{output}' is to be node {Rules.Text(node)}; {NoNode(node)}", nameof(node));
        if (_ends.Take(output) is { } problem)
            throw new ArgumentException(problem, nameof(output));

        _outputs.Add(new NetOutput(output, _parts.Nodes[node].Op is Input ? Add($"{output}.{Identity.Syntax.Keyword}", new Identity(), node) : node));
        return this;
    }

    /// <summary>The shape of a node's result.</summary>
    public Shape ShapeOf(int node) => _parts.Nodes[node].Shape;

    /// <summary>The name of a node.</summary>
    public string NameOf(int node) => _parts.Nodes[node].Name;

    /// <summary>The tensors of a node, in state-dict order.</summary>
    public IReadOnlyList<Parameter> ParametersOf(int node) => [.. _parts.Nodes[node].Parameters.Select(index => _parts.Parameters[index])];

    /// <summary>The net.</summary>
    /// <exception cref="InvalidOperationException">It has no output.</exception>
    public Net Build() => _outputs.Count == 0 ? throw new InvalidOperationException($"'{_name}' has no output") : new(
        _namespace,
        _name,
        _arguments.ToEquatableArray(),
        _parts.Nodes.ToEquatableArray(),
        _inputs.ToEquatableArray(),
        _outputs.ToEquatableArray(),
        _parts.Parameters.ToEquatableArray(),
        _statements.ToEquatableArray(),
        _layout,
        _passes.ToEquatableArray());

    private bool IsNode(int node) => node >= 0 && node < _parts.Nodes.Count;

    private string NoNode(int node) => $"there is no node {Rules.Text(node)}, but {Rules.Text(_parts.Nodes.Count)} from 0 on";

    private void Check(string node, Op op, int[] operands)
    {
        CheckName(node);
        if (EndNames.ProblemOfNode(node) is { } word)
            throw new ArgumentException(word, nameof(node));
        if (Problem(op, operands) is { } problem)
            throw new ArgumentException($"'{node}': {problem}", nameof(operands));
    }

    private void CheckName(string node)
    {
        if (_names.Contains(node))
            throw new ArgumentException($"two nodes are called '{node}'", nameof(node));
    }

    private int Append(string node, Op op, Shape shape, int[] operands, int[] parameters, string statement)
    {
        _names.Add(node);
        _statements.Add(statement);
        return _parts.Append(node, op, operands, shape, parameters, new(_statements.Count - 1, 0));
    }

    private int Declare(string fullName, ParameterSpec spec) =>
        _parts.Declare(fullName, spec) ?? throw new ArgumentException(NetParts.TooMany(fullName, spec), nameof(spec));

    private static string Join<T>(string separator, IEnumerable<T> items) =>
        string.Join(separator, items.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)));
}
