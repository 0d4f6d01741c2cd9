using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Content;
using NetSpec.Formats.Onnx.Folding;
using NetSpec.Formats.Onnx.Messages;
using NetSpec.Formats.Tensors;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>What is known while nodes are imported, one after another: values by name, the net so far, and where its weights come from.</summary>
internal sealed class ImportScope(OnnxModel model, GraphBuilder builder)
{
    private readonly Dictionary<string, ActivationView> _activations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Constant> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OnnxNode>> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _flat = [];
    private readonly Dictionary<string, (int Node, Op Op)> _owners = new(StringComparer.Ordinal);

    public OnnxModel Model => model;

    public GraphBuilder Builder => builder;

    public LayerNaming Names { get; } = new();

    /// <summary>The weights under the names of parameters.</summary>
    public List<TensorEntry> Weights { get; } = [];

    /// <summary>The names of parameters in the model, where they differ.</summary>
    public SortedDictionary<string, string> Renamed { get; } = new(StringComparer.Ordinal);

    public List<string> Notes { get; } = [];

    /// <summary>Nodes that were taken up by one before them.</summary>
    public HashSet<OnnxNode> Done { get; } = [];

    public void AddReaders(IEnumerable<OnnxNode> nodes)
    {
        foreach (var node in nodes)
        foreach (var input in node.Inputs)
        {
            if (!_readers.TryGetValue(input, out var readers))
                _readers.Add(input, readers = []);
            readers.Add(node);
        }
    }

    /// <summary>The only node that reads a value; null where there are several, or where it comes out of the model.</summary>
    public OnnxNode? OnlyReader(string value) =>
        _readers.TryGetValue(value, out var readers) && readers.Count == 1 && model.Outputs.All(output => output.Name != value) ? readers[0] : null;

    public void Set(string value, ActivationView view) => _activations[value] = view;

    public void Set(string value, Constant constant) => _constants[value] = constant;

    public ActivationView? ActivationOf(string value) => _activations.GetValueOrDefault(value);

    public Constant? ConstantOf(string value) => _constants.GetValueOrDefault(value);

    public ActivationView Activation(OnnxNode node, int index) => ActivationOf(node.Input(index))
        ?? throw new ImportProblem($"its operand {index.ToString(CultureInfo.InvariantCulture)} is constant, or left out");

    /// <summary>A constant operand.</summary>
    public Constant Constant(OnnxNode node, int index, string what) => ConstantOf(node.Input(index))
        ?? throw new ImportProblem($"{what} is not constant; weights must be in the model");

    /// <summary>A constant operand that may be left out.</summary>
    public Constant? Optional(OnnxNode node, int index, string what) => node.Input(index).Length == 0 ? null : Constant(node, index, what);

    /// <summary>Whole numbers that older versions have as an attribute and newer ones as an operand.</summary>
    public long[]? Integers(OnnxNode node, string attribute, int index) => node.Integers(attribute) ?? Optional(node, index, attribute)?.Integers();

    /// <summary>The node of a map.</summary>
    public int Map(ActivationView view)
    {
        var shape = builder.ShapeOf(view.Node);
        return view.Order is null && shape.IsMap && shape.Dims.Select(dim => (long)dim).SequenceEqual(view.Dims)
            ? view.Node
            : throw new ImportProblem($"its operand is {view}, a sequence, a vector seen as a map, or one with axes moved; "
                + "it takes batch x channels x height x width, and models of sequences are not read yet");
    }

    /// <summary>The node of a vector; a map is flattened.</summary>
    /// <param name="view">The value.</param>
    /// <param name="takesPoint">Whether a map of one position does as well.</param>
    public int Vector(ActivationView view, bool takesPoint = false)
    {
        if (view.Order is not null || view.Dims.Length != 1)
            throw new ImportProblem($"its operand is {view}; it takes batch x features");
        var shape = builder.ShapeOf(view.Node);
        if (shape.IsVector || (takesPoint && shape.Height == 1 && shape.Width == 1))
            return view.Node;
        if (!_flat.TryGetValue(view.Node, out var flat))
            _flat.Add(view.Node, flat = Add(Names.OfNode("flatten"), new Flatten(), view.Node));
        return flat;
    }

    /// <summary>The node of a map or a vector as it stands.</summary>
    public int Any(ActivationView view) => view.Dims.Length == 3 ? Map(view) : Vector(view);

    public ActivationView View(int node) => new(node, [.. builder.ShapeOf(node).Dims.Select(dim => (long)dim)]);

    /// <summary>Adds an op without weights.</summary>
    public int Add(string name, Op op, params int[] operands) =>
        builder.Problem(op, operands) is { } problem ? throw new ImportProblem(problem) : builder.Add(name, op, operands);

    /// <summary>Adds an op without weights as the result of a node.</summary>
    public void AddPlain(OnnxNode node, Op op, params int[] operands) => Set(node.Outputs[0], View(Add(Names.OfNode(op.Keyword), op, operands)));

    /// <summary>Adds an op with weights; a second use of the same constants shares the parameters of the first.</summary>
    /// <param name="node">The node.</param>
    /// <param name="op">The op.</param>
    /// <param name="stem">What to count its name by where there is none.</param>
    /// <param name="operand">Its operand.</param>
    /// <param name="weights">Its weights, in the order of its parameters.</param>
    public int AddLayer(OnnxNode node, Op op, string stem, int operand, params Constant[] weights)
    {
        if (builder.Problem(op, operand) is { } problem)
            throw new ImportProblem(problem);

        var specs = op.Parameters([builder.ShapeOf(operand)]);
        var entries = specs.Zip(weights, (spec, weight) => (Spec: spec, Weight: weight)).ToList();
        foreach (var (spec, weight) in entries)
        {
            var shape = weight.Shape.ToArray();
            if (!shape.Where(dim => dim != 1).SequenceEqual(spec.Dims.Where(dim => dim != 1).Select(dim => (long)dim)))
                throw new ImportProblem($"its {spec.Suffix} is [{Dims.Text(shape)}]; [{string.Join('x', spec.Dims)}] fits");
            if (!weight.IsFloat)
                throw new ImportProblem($"its {spec.Suffix} is of {ElementTypes.Spelling(weight.Tensor.Type)}, no floats");
        }

        var key = string.Join('\n', weights.Select(weight => weight.Tensor.Name + weight.Moves));
        if (_owners.TryGetValue(key, out var owner) && owner.Op.GetType() == op.GetType())
            return builder.AddWith(Names.OfNode(stem), owner.Node, op, operand);

        var name = Names.OfLayer(node, weights[0].Tensor.Name, stem);
        var added = builder.Add(name, op, operand);
        foreach (var (spec, weight) in entries)
        {
            var parameter = $"{name}.{spec.Suffix}";
            Weights.Add(weight.Tensor.Shaped(parameter, [.. spec.Dims.Select(dim => (long)dim)]));
            if (weight.Tensor.Name != parameter)
                Renamed[parameter] = weight.Tensor.Name;
        }

        _owners.TryAdd(key, (added, op));
        return added;
    }

    /// <summary>A constant matrix read as its transpose, under its name.</summary>
    public static Constant Transposed(Constant matrix)
    {
        var (name, type, rows, columns) = (matrix.Tensor.Name, matrix.Tensor.Type, matrix.Shape[0], matrix.Shape[1]);
        var content = StridedContent.Transposed(matrix.Tensor.Content, name, ElementTypes.Size(type), rows, columns);
        return new(new TensorEntry(name, type, [columns, rows], content), matrix.Moves + "(1 0)");
    }
}
