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

    private static readonly int[] ChannelsLast = [0, 2, 3, 1];

    private readonly OnnxModel _model;
    private readonly ImportOptions _options;
    private readonly ImportScope _scope;
    private readonly ConstantFolding _folding;
    private readonly ImportNames _ports = new();
    private readonly List<UnsupportedNode> _unsupported = [];
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);

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
    public static (Net Net, string Spec, TensorTable Weights, ImportReport Report) Import(OnnxModel model, string path, ImportOptions options, long budget)
    {
        var builder = new GraphBuilder(ImportNames.Net(options.NetName, path)).In(options.Namespace);
        var import = new GraphImport(model, options, builder, budget);
        import.Run();
        if (import._unsupported.Count > 0)
            throw new UnsupportedModelException(path, import._unsupported);

        var spec = NetPrinter.Print(builder.Build(), keepsNames: false);
        var compiled = SpecCompiler.Compile(spec);
        if (compiled.Problems.Count > 0 || compiled.Nets.Count != 1)
        {
            var problems = compiled.Problems.Select(problem => new UnsupportedNode(builder.Build().Name, "net", "", problem.Message));
            throw new UnsupportedModelException(path, [.. problems]);
        }

        var net = compiled.Nets[0];
        var scope = import._scope;
        var weights = scope.Weights.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var table = new TensorTable(path, net.Parameters.Select(parameter => weights[parameter.Name]));
        return (net, spec, table, new(path, model.Opset, model.Producer, scope.Notes, scope.Renamed));
    }

    private void Run()
    {
        foreach (var (name, tensor) in _model.Initializers)
        {
            _scope.Set(name, new Constant(tensor));
        }

        var needed = Needed();
        _scope.AddReaders(needed);
        var read = needed.SelectMany(node => node.Inputs).Concat(_model.Outputs.Select(output => output.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var port in _model.Inputs.Where(port => read.Contains(port.Name)))
        {
            Try(port.Name, "input", string.Join(" x ", port.Dims ?? []), [port.Name], () => Input(port));
        }

        // What is constant from the beginning first, so that a node sees whether those behind it have constants.
        foreach (var node in needed.Where(node => node.Inputs.All(input => input.Length == 0 || _scope.ConstantOf(input) is not null)))
        {
            Visit(node);
            _scope.Done.Add(node);
        }

        foreach (var node in needed.Where(node => !_scope.Done.Contains(node)))
        {
            Visit(node);
        }

        foreach (var port in _model.Outputs.Where(port => !_lost.Contains(port.Name)))
        {
            Try(port.Name, "output", "", [], () => _scope.Builder.Output(_ports.Output(port.Name), _scope.Any(Result(port))));
        }
    }

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
            Lose(new(label, op, node.Describe(), "the language has nothing like it"), node.Outputs);
        }
        else if (node.Inputs.Any(_lost.Contains))
        {
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

    private bool IsMissing(string input) => input.Length > 0 && _scope.ActivationOf(input) is null && _scope.ConstantOf(input) is null;

    private void Input(OnnxPort port)
    {
        const long Float = 1;
        const long Half = 10;
        const long Double = 11;
        if (port.ElementType is not (0 or Float or Half or Double))
            throw new ImportProblem("it is not of floats");
        var given = _options.InputShapes.GetValueOrDefault(port.Name);
        long?[] dims = given is not null
            ? Array.ConvertAll(given, dim => (long?)dim)
            : [.. (port.Dims ?? []).Skip(1).Select(dim => dim.Value > 0 ? dim.Value : null)];
        if (dims.Length is not (1 or 3))
            throw new ImportProblem("an input is batch x features, or batch x channels x height x width");
        if (dims.Any(dim => dim is null or < 1 or > int.MaxValue))
            throw new ImportProblem("its dimensions behind the batch must be known: give them, without the batch, as InputShapes");

        // TensorFlow's maps have their channels last and are turned round at once.
        var isLast = given is null
            && dims.Length == 3
            && _scope.OnlyReader(port.Name) is { Op: "Transpose" } turn
            && turn.Integers("perm") is { } order
            && order.SequenceEqual(ChannelsFirst);
        int[] shape = [.. (isLast ? [dims[2], dims[0], dims[1]] : dims).Select(dim => (int)dim!.Value)];
        var name = _ports.Input(port.Name, shape.Length == 3);
        var view = _scope.View(_scope.Builder.Input(name, shape));
        _scope.Set(port.Name, isLast ? view with { Order = ChannelsLast } : view);
        if (name != port.Name)
            _scope.Notes.Add($"the input {Quoted.Name(port.Name)} is called {name}");
        if (isLast)
            _scope.Notes.Add($"the input {name} is channels x height x width here, and height x width x channels in the model");
    }

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
            Lose(new(name, op, attributes, e.Message), results);
        }
    }

    private void Lose(UnsupportedNode node, IEnumerable<string> results)
    {
        _unsupported.Add(node);
        _lost.UnionWith(results);
    }
}
