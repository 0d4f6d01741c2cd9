using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Nets built by hand: shapes and parameters come from the ops, statements from the nodes.</summary>
internal sealed class NetBuilder(string name)
{
    private readonly List<Node> _nodes = [];
    private readonly List<int> _inputs = [];
    private readonly List<NetOutput> _outputs = [];
    private readonly List<Parameter> _parameters = [];
    private readonly List<string> _statements = [];
    private readonly List<NetArgument> _arguments = [];
    private BatchLayout _layout = BatchLayout.BatchFirst;
    private string _namespace = "Nets";
    private string[] _passes = ["forward"];

    public NetBuilder In(string @namespace)
    {
        _namespace = @namespace;
        return this;
    }

    public NetBuilder BatchLast()
    {
        _layout = BatchLayout.BatchLast;
        return this;
    }

    public NetBuilder Emitting(params string[] passes)
    {
        _passes = passes;
        return this;
    }

    public NetBuilder Argument(string argument, long value)
    {
        _arguments.Add(new NetArgument(argument, value));
        return this;
    }

    public int Input(string input, params int[] dims)
    {
        var id = Append(input, new Input(), new Shape(dims.ToEquatableArray()), [], [], $"input {input} : {string.Join("x", dims)}");
        _inputs.Add(id);
        return id;
    }

    public int Add(string node, Op op, params int[] operands)
    {
        var shapes = operands.Select(id => _nodes[id].Shape).ToList();
        var shape = op.Infer(shapes).Shape ?? throw new System.InvalidOperationException($"{node}: {op.Infer(shapes).Message}");
        var parameters = op.Parameters(shapes).Select(spec => Parameter($"{node}.{spec.Suffix}", spec)).ToArray();
        return Append(node, op, shape, operands, parameters, $"{node} = {string.Join(", ", operands.Select(id => _nodes[id].Name))} -> {op.Keyword}");
    }

    /// <summary>Ops one after another, named after their keyword and position.</summary>
    public int Chain(string prefix, int value, params Op[] ops)
    {
        for (var i = 0; i < ops.Length; i++)
        {
            value = Add($"{prefix}.{ops[i].Keyword}{(i + 1).ToString(CultureInfo.InvariantCulture)}", ops[i], value);
        }

        return value;
    }

    /// <summary>An op that uses another node's parameters.</summary>
    public int AddWith(string node, int owner, Op op, params int[] operands)
    {
        var shape = op.Infer([.. operands.Select(id => _nodes[id].Shape)]).Shape!;
        return Append(node, op, shape, operands, [.. _nodes[owner].Parameters], $"{node} with {_nodes[owner].Name}");
    }

    public NetBuilder Output(string output, int node)
    {
        _outputs.Add(new NetOutput(output, node));
        return this;
    }

    public Net Build() => new(
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

    public static Conv2D Conv(int channels, int kernel, int stride = 1, int pad = 0, int groups = 1, bool bias = false, int dilation = 1) =>
        new(channels, new Extent(kernel, kernel), new Extent(stride, stride), Padding.All(pad), new Extent(dilation, dilation), groups, bias);

    public static ConvTranspose2D ConvTransposed(int channels, int kernel, int stride, int pad = 0, int outputPad = 0) =>
        new(channels, new Extent(kernel, kernel), new Extent(stride, stride), Padding.All(pad), new Extent(outputPad, outputPad), new Extent(1, 1), 1, true);

    public static MaxPool2D MaxPool(int kernel, int stride, int pad = 0, int k = 1) =>
        new(new Window(new Extent(kernel, kernel), new Extent(stride, stride), Padding.All(pad), false), k);

    public static BatchNorm Norm { get; } = new(1e-5);

    public static Relu Rectify { get; } = new();

    private int Append(string node, Op op, Shape shape, int[] operands, int[] parameters, string statement)
    {
        _statements.Add(statement);
        _nodes.Add(new Node(_nodes.Count, node, op, operands.ToEquatableArray(), shape, parameters.ToEquatableArray(), new(_statements.Count - 1, 0)));
        return _nodes.Count - 1;
    }

    private int Parameter(string parameter, ParameterSpec spec)
    {
        var offset = _parameters.Count == 0 ? 0 : _parameters[^1].Offset + _parameters[^1].Size;
        _parameters.Add(new Parameter(parameter, spec.Dims, spec.Role, offset, spec.FanIn));
        return _parameters.Count - 1;
    }
}
