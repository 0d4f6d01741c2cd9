using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Binding.Names;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Binds one <c>net</c> with its defaults.</summary>
internal sealed class NetBinder
{
    private const string NeuronsInput = "x";
    private const string NeuronsOutput = "y";

    private readonly NetDeclaration _declaration;
    private readonly SourceLines _lines;
    private readonly ProblemBag _problems;
    private readonly CancellationToken _ct;
    private readonly NetBuilder _builder;
    private readonly BodyBinder _body;
    private readonly ConstEvaluator _evaluator;
    private readonly List<NetArgument> _arguments = [];
    private readonly List<int> _inputs = [];
    private readonly List<NetOutput> _outputs = [];
    private EquatableArray<string> _passes;

    public NetBinder(NetDeclaration declaration, SpecScope spec, SourceLines lines, ProblemBag problems, CancellationToken ct)
        : this(declaration, spec, lines, problems, guessedSteps: null, ct)
    {
    }

    private NetBinder(NetDeclaration declaration, SpecScope spec, SourceLines lines, ProblemBag problems, int? guessedSteps, CancellationToken ct)
    {
        (_declaration, _lines, _problems, _ct) = (declaration, lines, problems, ct);
        _builder = new(lines, problems, guessedSteps ?? Limits.Steps);
        _body = new(spec, problems, _builder, unrolls: true, guesses: guessedSteps is not null, ct);
        _evaluator = new(problems);
    }

    /// <summary>Where the nodes of the net stand, by their ids.</summary>
    public IEnumerable<Span> Places => _builder.Places;

    /// <summary>What stands in for a net with errors: it is bound once more, as it was probably meant, and the problems of that are nobody's.</summary>
    public NetShell Shell(string @namespace, SpecScope spec)
    {
        var meant = _declaration.Parameters.Count == 0 ? _declaration with { Parameters = _declaration.MeantParameters } : _declaration;
        var steps = _builder.IsOutOfSteps ? Limits.GuessedStepsOfTooMany : Limits.GuessedSteps;
        var binder = new NetBinder(meant, spec, SourceLines.None, new(), steps, _ct);
        binder.BindBody();
        return binder.GuessedShell(@namespace);
    }

    private NetShell GuessedShell(string @namespace)
    {
        var neurons = _declaration.Body.OfType<NeuronsStatement>().Any();
        var inputs = _declaration.Body.Select(NameOfInput).OfType<string>().Concat(neurons ? [NeuronsInput] : []);
        var outputs = _declaration.Body.Select(NameOfOutput).OfType<string>().Concat(neurons ? [NeuronsOutput] : []);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        bool IsNew(string name) => taken.Add(MemberNames.Of(name)) && !MemberNames.IsReserved(name);
        return new(@namespace, _declaration.Name.Text, inputs.Where(IsNew).ToEquatableArray(), outputs.Where(IsNew).ToEquatableArray())
        {
            IntegerInputs = _declaration.Body.Select(Meant).OfType<InputStatement>().Where(input => input.IsInteger).Select(input => input.Name.Text)
                .ToEquatableArray(),
            Parameters = new(_builder.ParameterNames),
            Passes = _passes,
        };
    }

    private static Statement Meant(Statement statement) => statement is LostStatement { Meant: { } meant } ? meant : statement;

    private static string? NameOfInput(Statement statement) => statement switch
    {
        InputStatement input => input.Name.Text,
        LostStatement { Keyword: Keywords.Input, Name: { } name } => name.Text,
        LostStatement { Meant: InputStatement input } => input.Name.Text,
        _ => null,
    };

    private static string? NameOfOutput(Statement statement) => statement switch
    {
        OutputStatement output => output.Name.Text,
        LostStatement { Keyword: Keywords.Output, Name: { } name } => name.Text,
        LostStatement { Meant: OutputStatement output } => output.Name.Text,
        _ => null,
    };

    /// <summary>The net; null when something in it is wrong, which is then reported.</summary>
    public Net? Bind(string @namespace)
    {
        var before = _problems.ErrorCount;
        var layout = BindBody();
        if (_problems.ErrorCount > before || _body.UsesBroken)
        {
            return null;
        }

        var net = new Net(
            @namespace,
            _declaration.Name.Text,
            new(_arguments),
            new(_builder.Nodes),
            new(_inputs),
            new(_outputs),
            new(_builder.Parameters),
            new(_builder.Statements),
            layout,
            _passes);
        ReportReuse(net);
        ChainSizes.Report(net, _builder, _problems);
        return net;
    }

    private BatchLayout BindBody()
    {
        (var layout, _passes) = new NetOptions(_declaration, _problems).Read();
        var context = new BindingContext(Arguments(), [], NameScope.Root(), null, 0);
        var neurons = _declaration.Body.OfType<NeuronsStatement>().FirstOrDefault();
        foreach (var statement in neurons is null ? _declaration.Body : EquatableArray.Of<Statement>(neurons))
        {
            _builder.BeginStatement(statement);
            Bind(statement, context);
        }

        return layout;
    }

    /// <summary>Says where Φ-costs are upper estimates, once for each <c>with</c>.</summary>
    private void ReportReuse(Net net)
    {
        if (!net.Passes.Contains(PassWords.PhiCost))
        {
            return;
        }

        foreach (var place in ReuseAlongPath.Find(net).GroupBy(reuse => _builder.SharingSpanOf(reuse.Second)))
        {
            var (first, second) = (net.Nodes[place.First().First].Name, net.Nodes[place.First().Second].Name);
            var more = place.Count() switch
            {
                1 => "",
                2 => "; so does 1 more layer here",
                var count => $"; so do {Rules.Text(count - 1)} more layers here",
            };
            _problems.Report(
                ProblemCode.ReusedAlongPath,
                place.Key,
                $"'{second}' uses the weights of '{first}' again on one path, so that their Φ-costs are upper estimates{more}");
        }
    }

    private ConstantScope Arguments()
    {
        var constants = ConstantScope.RootOf(_declaration);
        foreach (var parameter in _declaration.Parameters)
        {
            var value = parameter.Default is null ? null : _evaluator.Evaluate(parameter.Default, constants);
            if (parameter.Default is null)
            {
                _problems.Report(
                    ProblemCode.MissingDefault,
                    parameter.Span,
                    $"'{parameter.Name.Text}' needs a default, such as {parameter.Name.Text}=10: a net is compiled with its defaults");
            }

            constants = constants.With(parameter.Name.Text, value);
            _arguments.Add(new(parameter.Name.Text, value ?? 0));
        }

        return constants;
    }

    private void Bind(Statement statement, BindingContext context)
    {
        switch (_body.Meant(statement))
        {
            case InputStatement input:
                Define(input.Name, Input(input, context), context);
                break;
            case BindingStatement binding:
                Define(binding.Name, _body.Bind(binding.Name, binding.Shape, binding.Value, context), context);
                break;
            case SplitStatement split:
                foreach (var (name, part) in _body.Bind(split, context))
                {
                    Define(name, part, context);
                }

                break;
            case OutputStatement { Value: { } value } output:
                var computed = _body.Bind(output.Name, output.Shape, value, context);
                Define(output.Name, computed, context);
                AddOutput(output, computed);
                break;
            case OutputStatement output:
                var known = context.Values.TryGetValue(output.Name.Text, out var found) ? found : BoundValue.Unknown;
                AddOutput(output, _body.CheckAnnotation(output.Name, output.Shape, known, "above it is", context));
                break;
            case NeuronsStatement neurons:
                BindNeurons(neurons, context.Constants);
                break;
        }
    }

    private static void Define(Identifier name, BoundValue value, BindingContext context)
    {
        if (!context.Values.ContainsKey(name.Text))
        {
            context.Values.Add(name.Text, value with { Label = $"'{name.Text}'" });
        }
    }

    private BoundValue Input(InputStatement input, BindingContext context)
    {
        if (new ShapeReader(_evaluator, _lines, _problems).Read(input.Shape, context.Constants) is not { } shape)
        {
            return BoundValue.Unknown;
        }

        if (context.Values.ContainsKey(input.Name.Text))
        {
            return BoundValue.Unknown;
        }

        var node = AddInput(input.Name.Text, shape, input.Name.Span, input.IsInteger);
        return new(node, shape, "");
    }

    private int AddInput(string name, Shape shape, Span span, bool isInteger = false)
    {
        var node = _builder.Add(new Input(isInteger), [], shape, new(name, name, false, span, null), span, span);
        _inputs.Add(node);
        return node;
    }

    /// <summary>An output is computed: one that names an input gets an identity of its own.</summary>
    private void AddOutput(OutputStatement output, BoundValue value)
    {
        if (value is not { Node: { } node, Shape: { } shape })
        {
            return;
        }

        if (_builder.Nodes[node].Op is Input input)
        {
            if (input.IsInteger)
            {
                if (output.Value is { } ids)
                {
                    var held = _builder.Nodes[node].Name;
                    _problems.Report(ProblemCode.ShapeMismatch, ids.Span, $"'{held}' holds whole numbers; an output gives out what is computed");
                }

                return;
            }

            var name = output.Name.Text + "." + Identity.Syntax.Keyword;
            node = _builder.Add(new Identity(), [node], shape, new(name, name, false, output.Name.Span, null), output.Name.Span, output.Span);
        }

        _outputs.Add(new(output.Name.Text, node));
    }

    private void BindNeurons(NeuronsStatement statement, ConstantScope constants)
    {
        _builder.Miss(_body.GuessedParameters(statement.Body), "");
        var op = NeuronsBinder.Bind(statement.Body, _declaration.Name.Span, _declaration.HasErrors, constants, _lines, _problems, _ct);
        if (op is null)
        {
            _builder.Miss(NeuronsBinder.ParameterNames(statement.Body), "");
            return;
        }

        var input = AddInput(NeuronsInput, Shape.Vector(op.InputNames.Count), statement.Span);
        var node = _builder.Add(op, [input], Shape.Vector(op.Outputs.Count), new(op.Keyword, "", false, statement.Span, null), statement.Span, statement.Span);
        _outputs.Add(new(NeuronsOutput, node));
    }
}
