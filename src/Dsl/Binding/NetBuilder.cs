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
    private const int ShownName = 40;

    private readonly NetParts _parts = new();
    private readonly List<string> _statements = [];
    private readonly List<(Span Stage, Span Value)> _places = [];
    private readonly Dictionary<string, LayerName> _nodeNames = [];
    private readonly Dictionary<string, LayerName> _parameterNames = [];
    private readonly List<string> _allParameterNames = [];
    private Statement? _statement;
    private Quotation? _quotation;
    private int _steps;
    private bool _hasLostNames;

    /// <summary>Whether the net outgrew a limit; what remains is passed over.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Whether that was the limit of steps.</summary>
    public bool IsOutOfSteps => _steps > mostSteps;

    public IReadOnlyList<Node> Nodes => _parts.Nodes;

    public IReadOnlyList<Parameter> Parameters => _parts.Parameters;

    public IReadOnlyList<string> Statements => _statements;

    /// <summary>The names of all parameters, of layers that were missed too, each once.</summary>
    public IEnumerable<string> ParameterNames => _allParameterNames.Distinct();

    /// <summary>The stages that made the nodes, by the nodes' ids.</summary>
    public IEnumerable<Span> Places => _places.Select(place => place.Stage);

    /// <summary>The place in the spec that made a node share its parameters.</summary>
    public Span SharingSpanOf(int node) => _nodeNames[Nodes[node].Name].SharingSpan;

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

    /// <summary>Whether a name that blocks, groups and lines have put together is short enough; the first that is not ends the net.</summary>
    public bool CheckName(string name, Span span)
    {
        if (!Stopped && name.Length > SyntaxLimits.NameLength)
        {
            Stopped = true;
            problems.Report(
                ProblemCode.LayerNameLimit,
                span,
                $"'{name.Substring(0, ShownName)}...', the name of a layer, has {Rules.Text(name.Length)} characters with the blocks and groups around it; "
                    + $"{Rules.Text(SyntaxLimits.NameLength)} are the limit");
        }

        return !Stopped;
    }

    /// <summary>Notes that the name of a layer is unknown: what shares its parameters may be right.</summary>
    public void LoseName() => _hasLostNames = true;

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

        var specs = op.Parameters(_parts.Shapes(inputs));
        var parameters = specs.Count == 0 ? [] : name.Shares ? Share(op, specs, name) : Declare(op, specs, name);
        _places.Add((stage, value));
        return _parts.Append(name.Node, op, inputs, shape, parameters, PlaceInStatement(use ?? stage));
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
    public void Miss(IEnumerable<string> suffixes, string layer) => _allParameterNames.AddRange(suffixes.Select(suffix => NetParts.FullName(layer, suffix)));

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
            var full = NetParts.FullName(name.Parameters, spec.Suffix);
            if (_parameterNames.TryGetValue(full, out var first))
            {
                ReportDuplicate(name, full, first);
                continue;
            }

            _parameterNames.Add(full, name);
            _allParameterNames.Add(full);
            if (_parts.Declare(full, spec) is { } index)
                indices.Add(index);
            else
                Stop(name.Span, NetParts.TooMany(full, spec));
        }

        if (indices.Count == specs.Count)
            _parts.Complete(name.Parameters, op, indices);

        return indices;
    }

    private void Stop(Span span, string message)
    {
        if (!Stopped)
            problems.Report(ProblemCode.ParameterLimit, span, message);

        Stopped = true;
    }

    private IReadOnlyList<int> Share(Op op, IReadOnlyList<ParameterSpec> specs, LayerName name)
    {
        if (_parts.ParametersOf(name.Parameters) is not { } parameters)
        {
            if (!_hasLostNames)
            {
                problems.Report(
                    ProblemCode.UnknownLayer,
                    name.SharingSpan,
                    $"no layer above is called '{name.Parameters}'{Suggest.Hint(problems.Nearest(name.Parameters, _parts.Layers))}");
            }

            return [];
        }

        if (_parts.Share(name.Parameters, op, specs) is { } problem)
            problems.Report(ProblemCode.SharedLayerMismatch, name.SharingSpan, problem);

        return parameters;
    }

    private void ReportDuplicate(LayerName name, string full, LayerName first)
    {
        var (there, here) = LayerName.Parting(first, name);
        problems.Report(
            ProblemCode.DuplicateLayer,
            here,
            $"'{full}' is already taken on line {lines.Of(there)}; choose another name, or share the parameters of the layer there by 'with'");
    }
}
