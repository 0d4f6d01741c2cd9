using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Binding.Names;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Collects the nodes and parameters of one net and keeps their names unique and their total within the limits.</summary>
/// <param name="lines">The text, for quotations.</param>
/// <param name="problems">Where problems go.</param>
/// <param name="mostSteps">Steps from which on the net is passed over.</param>
internal sealed class NetBuilder(SourceLines lines, ProblemBag problems, int mostSteps = Limits.Steps)
{
    private readonly List<Node> _nodes = [];
    private readonly List<Parameter> _parameters = [];
    private readonly List<string> _statements = [];
    private readonly List<(Span Stage, Span Value)> _places = [];
    private readonly Dictionary<string, LayerName> _nodeNames = [];
    private readonly Dictionary<string, LayerName> _parameterNames = [];
    private readonly List<string> _allParameterNames = [];
    private readonly Dictionary<string, Layer> _layers = [];
    private Statement? _statement;
    private Quotation? _quotation;
    private int _steps;
    private long _storeSize;

    /// <summary>Whether the net outgrew a limit; what remains is passed over.</summary>
    public bool Stopped { get; private set; }

    public IReadOnlyList<Node> Nodes => _nodes;

    public IReadOnlyList<Parameter> Parameters => _parameters;

    public IReadOnlyList<string> Statements => _statements;

    /// <summary>The names of all parameters, of layers that were missed too, each once.</summary>
    public IEnumerable<string> ParameterNames => _allParameterNames.Distinct();

    /// <summary>The stages that made the nodes, by the nodes' ids.</summary>
    public IEnumerable<Span> Places => _places.Select(place => place.Stage);

    /// <summary>The place in the spec that made a node share its parameters.</summary>
    public Span SharingSpanOf(int node) => _nodeNames[_nodes[node].Name].SharingSpan;

    /// <summary>The place of nodes that one leads to the next: from the first to the last where one value holds them all, else the last.</summary>
    public Span PlaceOf(IReadOnlyList<Node> nodes)
    {
        var places = nodes.Select(node => _places[node.Id]).ToArray();
        var last = places[places.Length - 1];
        return places.All(place => place.Value == last.Value)
            ? places.OrderBy(place => place.Stage.Start).First().Stage.To(places.OrderBy(place => place.Stage.End).Last().Stage)
            : last.Stage;
    }

    /// <summary>Says which statement of the net the nodes to come are from.</summary>
    public void BeginStatement(Statement statement) => (_statement, _quotation) = (statement, null);

    /// <summary>Counts one stage or sum; false when that is one too many.</summary>
    public bool CountStep(Span span)
    {
        if (!Stopped && ++_steps > mostSteps)
        {
            Stopped = true;
            problems.Report(ProblemCode.StepLimit, span, $"the net has more than {Rules.Text(mostSteps)} steps once blocks and repeats are unrolled");
        }

        return !Stopped;
    }

    /// <summary>Adds a node and its parameters and gives its id.</summary>
    /// <param name="op">What it computes.</param>
    /// <param name="inputs">The ids of its operands.</param>
    /// <param name="shape">The shape of its result.</param>
    /// <param name="name">Its name and that of its parameters.</param>
    /// <param name="stage">Where it stands.</param>
    /// <param name="value">The value of a binding or output that it is part of, by its place.</param>
    /// <param name="use">The stage of the net's own statement that uses the block which it is part of; null when it is part of none.</param>
    public int Add(Op op, IReadOnlyList<int> inputs, Shape shape, LayerName name, Span stage, Span value, Span? use = null)
    {
        if (_nodeNames.TryGetValue(name.Node, out var first))
        {
            ReportDuplicate(name, name.Node, first);
        }
        else
        {
            _nodeNames.Add(name.Node, name);
        }

        var specs = op.Parameters([.. inputs.Select(i => _nodes[i].Shape)]);
        var parameters = specs.Count == 0 ? [] : name.Shares ? Share(op, specs, name) : Declare(op, specs, name);
        var id = _nodes.Count;
        _places.Add((stage, value));
        _nodes.Add(new(id, name.Node, op, new(inputs), shape, new(parameters), PlaceInStatement(use ?? stage)));
        return id;
    }

    /// <summary>Notes the parameters of a layer that is no node, because something before it is wrong: the names alone.</summary>
    public void Miss(Op op, LayerName name)
    {
        if (!name.Shares)
        {
            // Names are those of any operand; only dimensions are this one's.
            Miss(op.Parameters([Shape.Map(1, 1, 1)]).Select(spec => spec.Suffix), name.Parameters);
        }
    }

    /// <inheritdoc cref="Miss(Op, LayerName)"/>
    public void Miss(IEnumerable<string> suffixes, string layer) => _allParameterNames.AddRange(suffixes.Select(suffix => FullName(layer, suffix)));

    private StatementPlace PlaceInStatement(Span stage)
    {
        if (_quotation is null && _statement is not null)
        {
            _statements.Add(_statement.Text);
            _quotation = lines.QuoteInFull(_statement.Span);
        }

        return new(_statements.Count - 1, _quotation?.Has(stage) == true ? _quotation.PlaceOf(stage.Start) : 0);
    }

    private List<int> Declare(Op op, IReadOnlyList<ParameterSpec> specs, LayerName name)
    {
        var indices = new List<int>();
        foreach (var spec in specs)
        {
            var full = FullName(name.Parameters, spec.Suffix);
            if (_parameterNames.TryGetValue(full, out var first))
            {
                ReportDuplicate(name, full, first);
                continue;
            }

            _parameterNames.Add(full, name);
            _allParameterNames.Add(full);
            indices.Add(_parameters.Count);
            _parameters.Add(new(full, spec.Dims, spec.Role, _storeSize, spec.FanIn) { MustBePositive = spec.MustBePositive });
            CountParameters(spec, full, name.Span);
        }

        if (indices.Count == specs.Count)
        {
            _layers[name.Parameters] = new(op, indices);
        }

        return indices;
    }

    private void CountParameters(ParameterSpec spec, string full, Span span)
    {
        var size = spec.Dims.Aggregate(1m, (product, dim) => product * dim);
        if (!Stopped && _storeSize + size > Limits.Parameters)
        {
            Stopped = true;
            problems.Report(ProblemCode.ParameterLimit, span, $"with '{full}' ({string.Join("x", spec.Dims.Select(d => Rules.Text(d)))}) the net has more than {Rules.Text(Limits.Parameters)} parameters");
        }

        _storeSize = Stopped ? 0 : _storeSize + (long)size;
    }

    private List<int> Share(Op op, IReadOnlyList<ParameterSpec> specs, LayerName name)
    {
        if (!_layers.TryGetValue(name.Parameters, out var layer))
        {
            problems.Report(ProblemCode.UnknownLayer, name.SharingSpan, $"no layer above is called '{name.Parameters}'{Suggest.Hint(problems.Nearest(name.Parameters, _layers.Keys))}");
            return [];
        }

        var theirs = layer.Parameters.Select(i => _parameters[i]).ToArray();
        var fits = layer.Op.GetType() == op.GetType() && theirs.Length == specs.Count
            && theirs.Zip(specs, (a, b) => a.Role == b.Role && a.Dims == b.Dims).All(equal => equal);
        if (!fits)
        {
            problems.Report(ProblemCode.SharedLayerMismatch, name.SharingSpan, $"'{name.Parameters}' is {Describe(layer.Op, theirs.Select(p => p.Dims))}, but here stands {Describe(op, specs.Select(s => s.Dims))}; only equal parameters can be shared");
        }

        for (var i = 0; fits && i < specs.Count; i++)
        {
            var index = layer.Parameters[i];
            _parameters[index] = _parameters[index] with { MustBePositive = _parameters[index].MustBePositive || specs[i].MustBePositive };
        }

        return layer.Parameters;
    }

    private void ReportDuplicate(LayerName name, string full, LayerName first)
    {
        var (there, here) = LayerName.Parting(first, name);
        problems.Report(ProblemCode.DuplicateLayer, here, $"'{full}' is already taken on line {lines.Of(there)}; choose another name, or share the parameters of the layer there by 'with'");
    }

    private static string Describe(Op op, IEnumerable<EquatableArray<int>> dims) =>
        $"{op.Keyword} with {string.Join(" and ", dims.Select(d => string.Join("x", d.Select(n => Rules.Text(n)))))}";

    private static string FullName(string path, string suffix) => path.Length == 0 ? suffix : path + "." + suffix;

    private sealed record Layer(Op Op, List<int> Parameters);
}
