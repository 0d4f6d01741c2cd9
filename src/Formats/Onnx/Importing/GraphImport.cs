using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Printing;
using NetSpec.Formats.Onnx.Folding;
using NetSpec.Formats.Onnx.Messages;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>A model's graph as a net: what is constant is computed, everything else becomes ops, and what cannot is gathered.</summary>
internal sealed class GraphImport
{
    /// <summary>The channels of [batch, height, width, channels] brought to the front, and the order that this undoes.</summary>
    private static readonly long[] ChannelsFirst = [0, 3, 1, 2];

    private const string Tokens = "it is part of a model of sequences or tokens, which are not read yet";

    private static readonly int[] ChannelsLast = [0, 2, 3, 1];

    /// <summary>Why operators are not read that are part of what the language has.</summary>
    private static readonly Dictionary<string, string> NotYet = new(StringComparer.Ordinal)
    {
        ["Erf"] = "it is read as a part of a gelu only, x (1 + erf(x / sqrt(2))) / 2, behind what can be read",
        ["Expand"] = Tokens,
        ["Gather"] = Tokens,
    };

    /// <summary>Operators whose result has the dimensions of their largest operand, also where the language has nothing like them.</summary>
    private static readonly HashSet<string> KeepDimensions = new(
        [
            "Abs", "Add", "Cast", "Celu", "Clip", "Div", "Erf", "Exp", "Gelu", "GroupNormalization", "HardSigmoid", "InstanceNormalization", "LRN",
            "LayerNormalization", "Log", "LogSoftmax", "LpNormalization", "Max", "MeanVarianceNormalization", "Min", "Mish", "Mul", "Neg", "PRelu", "Pow",
            "Reciprocal", "Round", "Selu", "Sign", "Softmax", "Softsign", "Sqrt", "Sub", "Sum", "ThresholdedRelu",
        ],
        StringComparer.Ordinal);

    private readonly OnnxModel _model;
    private readonly ImportOptions _options;
    private readonly ImportScope _scope;
    private readonly ConstantFolding _folding;
    private readonly ImportNames _ports = new();
    private readonly List<ImportedPort> _inputs = [];
    private readonly List<ImportedPort> _outputs = [];
    private readonly List<UnsupportedNode> _unsupported = [];
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private int _behind;

    private GraphImport(OnnxModel model, ImportOptions options, GraphBuilder builder, long budget)
    {
        (_model, _options) = (model, options);
        _scope = new(model, builder);
        _folding = new(budget);
    }

    /// <summary>The net, its spec and its weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Its path.</param>
    /// <param name="options">How.</param>
    /// <param name="budget">How many elements of constants may be computed.</param>
    /// <exception cref="UnsupportedModelException">There are nodes that the language cannot say.</exception>
    public static (Net Net, string Spec, TensorTable Weights, ImportReport Report, ImportedPorts Ports) Import(
        OnnxModel model, string path, ImportOptions options, long budget)
    {
        var builder = new GraphBuilder(NetName.Of(options.NetName, path)).In(options.Namespace);
        var import = new GraphImport(model, options, builder, budget);
        import.Run();
        if (import._unsupported.Count > 0)
            throw new UnsupportedModelException(path, import._unsupported, import._behind);

        var spec = NetPrinter.Print(builder.Build(), keepsNames: false, findsBlocks: true);
        var compiled = SpecCompiler.Compile(spec);
        if (compiled.Problems.Any(problem => problem.IsError) || compiled.Nets.Count != 1)
        {
            var problems = compiled.Problems.Where(problem => problem.IsError)
                .Select(problem => new UnsupportedNode(builder.Build().Name, "net", "", problem.Message));
            throw new UnsupportedModelException(path, [.. problems]);
        }

        var net = compiled.Nets[0];
        var scope = import._scope;
        var weights = scope.Weights.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var table = new TensorTable(path, net.Parameters.Select(parameter => weights[parameter.Name]));
        return (net, spec, table, new(path, model.Opset, model.Producer, scope.Notes, scope.Renamed), new(import._inputs, import._outputs));
    }

    private void Run()
    {
        foreach (var (name, tensor) in _model.Initializers)
        {
            _scope.Set(name, new Constant(tensor));
        }

        if (_options.InputShapes.Keys.FirstOrDefault(name => !IsInput(name)) is { } unknown)
        {
            var inputs = string.Join(", ", _model.Inputs.Where(port => IsInput(port.Name)).Select(port => Quoted.Name(port.Name)));
            throw new ArgumentException($"the model has no input {Quoted.Name(unknown)}, whose size is given; its inputs are {inputs}.");
        }

        var needed = Needed();
        _scope.AddReaders(needed);
        var read = needed.SelectMany(node => node.Inputs).Concat(_model.Outputs.Select(output => output.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var port in _model.Inputs.Where(port => read.Contains(port.Name)))
        {
            Try(port.Name, "input", string.Join(" x ", port.Dims ?? []), [port.Name], () => Input(port));
        }

        foreach (var port in _model.Inputs.Where(port => IsInput(port.Name) && !read.Contains(port.Name)))
            _scope.Notes.Add($"the input {Quoted.Name(port.Name)} is left out, as no output depends on it");

        // What is constant from the beginning first, so that a node sees whether those behind it have constants.
        foreach (var node in needed.Where(node => node.Inputs.All(input => input.Length == 0 || _scope.ConstantOf(input) is not null)))
        {
            Visit(node);
            _scope.Done.Add(node);
        }

        _scope.Names.Structure = ResidualNames.Of([.. needed.Where(node => !_scope.Done.Contains(node))], value => _scope.ConstantOf(value) is not null);
        foreach (var node in needed.Where(node => !_scope.Done.Contains(node)))
        {
            Visit(node);
            StandIn(node);
        }

        foreach (var port in _model.Outputs.Where(port => !_lost.Contains(port.Name)))
        {
            Try(port.Name, "output", "", [], () => Output(port));
        }
    }

    /// <summary>Whether it is an input: older models list constants among them.</summary>
    private bool IsInput(string name) => _model.Inputs.Any(port => port.Name == name) && !_model.Initializers.ContainsKey(name);

    /// <summary>The nodes that an output depends on, in the model's order.</summary>
    private List<OnnxNode> Needed()
    {
        var wanted = _model.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var needed = new List<OnnxNode>();
        foreach (var node in _model.Nodes.Reverse().Where(node => node.Outputs.Any(output => output.Length > 0 && wanted.Contains(output))))
        {
            wanted.UnionWith(node.Inputs.Where(input => input.Length > 0));
            needed.Add(node);
        }

        needed.Reverse();
        return needed;
    }

    private void Visit(OnnxNode node)
    {
        var op = node.IsStandard ? node.Op : $"{node.Domain}.{node.Op}";
        var import = node.IsStandard ? NodeCatalog.All.GetValueOrDefault(node.Op) : null;
        var label = node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault("");
        var constants = node.Inputs.Select(input => input.Length == 0 ? null : _scope.ConstantOf(input)).ToList();
        if (node.IsStandard && node.Outputs.Count > 0 && node.Inputs.Zip(constants).All(pair => pair.First.Length == 0 || pair.Second is not null))
        {
            Try(label, op, node.Describe(), node.Outputs, () => _scope.Set(
                node.Outputs[0],
                _folding.Fold(node, constants) ?? throw new ImportProblem("this computation of constants is not known; simplify the model before")));
        }
        else if (import is null)
        {
            var reason = node.IsStandard ? NotYet.GetValueOrDefault(node.Op) : null;
            Lose(new(label, op, node.Describe(), reason ?? "the language has nothing like it"), node.Outputs);
        }
        else if (node.Inputs.Any(_lost.Contains))
        {
            _behind++;
            _lost.UnionWith(node.Outputs);
        }
        else
        {
            Try(label, op, node.Describe(), node.Outputs, () =>
            {
                if (node.Inputs.FirstOrDefault(IsMissing) is { } missing)
                    throw new ImportProblem($"no node before it computes {Quoted.Name(missing)}");
                import(node, _scope);
            });
        }
    }

    /// <summary>Goes on behind a node that cannot be said with its operand in place of its result, so that those behind it are looked at too.</summary>
    private void StandIn(OnnxNode node)
    {
        if (node.IsStandard && KeepDimensions.Contains(node.Op) && _lost.Contains(node.Outputs[0])
            && node.Inputs.Select(_scope.ActivationOf).OfType<ActivationView>().MaxBy(view => view.Size) is { } view
            && !node.Inputs.Any(_lost.Contains))
        {
            _lost.Remove(node.Outputs[0]);
            _scope.Set(node.Outputs[0], view);
        }
    }

    private bool IsMissing(string input) => input.Length > 0 && _scope.ActivationOf(input) is null && _scope.ConstantOf(input) is null;

    private void Input(OnnxPort port)
    {
        const long Float = 1;
        const long Half = 10;
        const long Double = 11;
        if (port.ElementType is not (0 or Float or Half or Double))
            throw new ImportProblem("it is not of floats; models that take tokens are not read yet");
        var given = _options.InputShapes.GetValueOrDefault(port.Name);
        long?[] dims = given is not null
            ? Array.ConvertAll(given, dim => (long?)dim)
            : [.. (port.Dims ?? []).Skip(1).Select(dim => dim.Value > 0 ? dim.Value : null)];
        if (dims.Length == 0)
            throw new ImportProblem("an input is batch x features, or batch x channels x height x width");
        if (dims.Any(dim => dim is null or < 1 or > int.MaxValue))
            throw new ImportProblem("its dimensions behind the batch must be known; what the model leaves open is given without the batch, 3x224x224 say");
        if (given is not null && port.Dims is { Count: > 0 } own && !Fits(given, own))
            throw new ImportProblem($"{string.Join('x', given)} is given as its size without the batch, and the model states another");

        // TensorFlow's maps have their channels last and are turned round at once.
        var isLast = given is null
            && dims.Length == 3
            && _scope.OnlyReader(port.Name) is { Op: "Transpose" } turn
            && turn.Integers("perm") is { } order
            && order.SequenceEqual(ChannelsFirst);
        long[] stated = [.. dims.Select(dim => dim!.Value)];
        long[] seen = isLast ? [stated[2], stated[0], stated[1]] : Reshaped(port.Name, stated) ?? stated;

        // What is neither a map nor a vector is a vector that the model sees otherwise.
        int[] shape = seen.Length is 1 or 3 ? [.. seen.Select(dim => (int)dim)] : [checked((int)stated.Aggregate((size, dim) => checked(size * dim)))];
        var name = _ports.Input(port.Name, shape.Length == 3);
        var view = _scope.View(_scope.Builder.Input(name, shape));
        _scope.Set(port.Name, isLast ? view with { Order = ChannelsLast } : view with { Dims = stated });
        _inputs.Add(new(name, port.Name, [.. stated.Select(dim => (int)dim)], isLast));
        if (name != port.Name)
            _scope.Notes.Add($"the input {Quoted.Name(port.Name)} is called {name}");
        if (!isLast && !stated.SequenceEqual(shape.Select(dim => (long)dim)))
            _scope.Notes.Add(SeenOtherwise("input", name, string.Join('x', shape), stated));
        if (isLast)
            _scope.Notes.Add($"the input {name} is channels x height x width here, and height x width x channels in the model");
    }

    /// <summary>Whether dimensions without the batch are those that a model states as far as it states any.</summary>
    private static bool Fits(int[] given, IReadOnlyList<OnnxDim> own) =>
        own.Count == given.Length + 1 && own.Skip(1).Zip(given).All(pair => pair.First.Value is not > 0 || pair.First.Value == pair.Second);

    /// <summary>What a model turns an input into at once that it gives other dimensions, if that is a map or a vector.</summary>
    private long[]? Reshaped(string input, long[] dims)
    {
        if (_scope.OnlyReader(input) is not { Op: "Reshape" or "Flatten" } node)
            return null;
        long[]? to = node.Op == "Flatten"
            ? node.Integer("axis", 1) == 1 ? [Constant.Batch, dims.Aggregate((size, dim) => checked(size * dim))] : null
            : (node.Integers("shape") ?? _scope.ConstantOf(node.Input(1))?.Integers()) is [_, .. var rest]
                ? ConstantFolding.Dimensions([Constant.Batch, .. dims], [Constant.Batch, .. rest]) : null;

        // A map that is flattened at once stays a map.
        return to is [Constant.Batch, .. var behind] && (behind.Length == 3 || (behind.Length == 1 && dims.Length != 3)) ? behind : null;
    }

    private void Output(OnnxPort port)
    {
        var name = _ports.Output(port.Name);
        var view = Result(port);

        // What is neither a map nor a vector, or one of its numbers seen otherwise, comes out as the map or vector that it is of.
        var node = view.Order is null && view.Dims.Length != 1 ? view.Node : _scope.Any(view);
        var shape = _scope.Builder.ShapeOf(node);
        if (view.Dims.Length != 1 && !view.Dims.SequenceEqual(shape.Dims.Select(dim => (long)dim)))
            _scope.Notes.Add(SeenOtherwise("output", name, shape.ToString(), view.Dims));
        _scope.Builder.Output(name, node);
        _outputs.Add(new(name, port.Name, [.. shape.Dims], IsChannelsLast: false));
        if (name != port.Name)
            _scope.Notes.Add($"the output {Quoted.Name(port.Name)} is called {name}");
    }

    private static string SeenOtherwise(string what, string name, string here, long[] dims) =>
        $"the {what} {name} is {here} here, and {string.Join('x', dims)} in the model: the same numbers in the same order";

    private ActivationView Result(OnnxPort port) => _scope.ActivationOf(port.Name) is { } view ? view
        : throw new ImportProblem(_scope.ConstantOf(port.Name) is null ? "no node computes it" : "it does not depend on the input");

    private void Try(string name, string op, string attributes, IEnumerable<string> results, Action import)
    {
        try
        {
            import();
        }
        catch (Exception e) when (e is ImportProblem or ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            // What the ops and tensors refuse in their own words is said as it is.
            Lose(new(name, op, attributes, Words(e)), results);
        }
    }

    /// <summary>A message without the argument of the method that it came from, which says nothing of the model.</summary>
    private static string Words(Exception exception) =>
        exception is ArgumentException { ParamName: { } name }
            ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
            : exception.Message;

    private void Lose(UnsupportedNode node, IEnumerable<string> results)
    {
        _unsupported.Add(node);
        _lost.UnionWith(results);
    }
}
