using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Turns the lines of a <c>neurons</c> block into one op. Lines may refer to each other in any order, but not in a circle.</summary>
internal sealed class NeuronsBinder
{
    private static readonly string[] Activations = ["id", "pool", "relu"];

    private readonly ProblemBag _problems;
    private readonly SourceLines _lines;
    private readonly ConstEvaluator _evaluator;
    private readonly ConstantScope _constants;
    private readonly bool _hasErrors;
    private readonly CancellationToken _ct;
    private readonly List<Identifier> _inputs = [];
    private readonly List<NeuronDefinition> _definitions = [];
    private readonly Dictionary<string, Identifier> _names = [];

    /// <summary>The index of an input among the inputs, or of a neuron, after all inputs, among the definitions.</summary>
    private readonly Dictionary<string, int> _indices = [];

    private NeuronsBinder(ProblemBag problems, SourceLines lines, ConstantScope constants, bool hasErrors, CancellationToken ct)
    {
        (_problems, _lines, _constants, _hasErrors, _ct) = (problems, lines, constants, hasErrors, ct);
        _evaluator = new(problems);
    }

    /// <summary>The op, or null when something is wrong; what is wrong is reported.</summary>
    /// <param name="body">The lines.</param>
    /// <param name="span">Where to report what the whole block lacks.</param>
    /// <param name="hasErrors">Whether a line is missing because it could not be read: then no name is reported as missing.</param>
    /// <param name="constants">The numbers that a <c>pool(k)</c> may name.</param>
    /// <param name="lines">The lines of the file.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="ct">Cancels the work.</param>
    public static Neurons? Bind(
        EquatableArray<NeuronStatement> body, Span span, bool hasErrors, ConstantScope constants, SourceLines lines, ProblemBag problems, CancellationToken ct)
    {
        var before = problems.ErrorCount;
        var binder = new NeuronsBinder(problems, lines, constants, hasErrors, ct);
        body = body.Select(Fed).ToEquatableArray();
        if (!binder.Define(body, span))
        {
            return null;
        }

        var neurons = binder._definitions.Select(binder.BindNeuron).ToArray();
        binder.ReportUnused(body);
        if (problems.ErrorCount > before)
        {
            return null;
        }

        // The line that gave them cannot be read: nothing is known of the block's shape.
        if (binder._inputs.Count == 0 || !binder._definitions.Any(definition => definition.IsOutput))
        {
            return null;
        }

        var order = new NeuronOrder(neurons, binder._inputs.Count);
        if (order.Circle is { } circle)
        {
            binder.ReportCircle(neurons, circle);
            return null;
        }

        return binder.Arrange(neurons, order.Order);
    }

    /// <summary>An output by name is an identity of the neuron, over an edge frozen at 1, under a name that no line can give.</summary>
    private static NeuronStatement Fed(NeuronStatement line) => line is NeuronDefinition { IsByName: true } output
        ? output with
        {
            Name = output.Name with { Text = output.Name.Text + Neurons.OutputSuffix },
            Antecedents = EquatableArray.Of(new AntecedentSyntax(output.Name.Span, output.Name, "1")),
        }
        : line;

    /// <summary>The parameters of a block, in the order of its lines, whatever is wrong with it.</summary>
    public static IEnumerable<string> ParameterNames(EquatableArray<NeuronStatement> body)
    {
        foreach (var neuron in body.Select(line => line is LostNeuron lost ? lost.Meant : line).OfType<NeuronDefinition>())
        {
            if (neuron.Antecedents.Any(antecedent => antecedent.Constant is null))
            {
                yield return neuron.Name.Text + ".weight";
            }

            if (neuron.HasBias)
            {
                yield return neuron.Name.Text + ".bias";
            }
        }
    }

    private bool Define(EquatableArray<NeuronStatement> body, Span span)
    {
        foreach (var name in body.OfType<InputNeurons>().SelectMany(line => line.Names))
        {
            if (Define(name))
            {
                _indices.Add(name.Text, _inputs.Count);
                _inputs.Add(name);
            }
        }

        foreach (var definition in body.OfType<NeuronDefinition>())
        {
            if (_inputs.Count + _definitions.Count == Limits.Neurons)
            {
                _problems.Report(
                    ProblemCode.NeuronLimit, definition.Name.Span, $"a neurons block holds at most {Rules.Text(Limits.Neurons)} neurons, inputs included");
                return false;
            }

            if (definition.IsOutput && _indices.TryGetValue(definition.Name.Text, out var input) && input < _inputs.Count)
            {
                _problems.Report(
                    ProblemCode.InputAsOutput,
                    definition.Name.Span,
                    $"'{definition.Name.Text}' is an input, so nothing feeds it; give it out as it is, 'output {definition.Name.Text}', or give the output a "
                        + "name of its own");
            }
            else if (Define(definition.Name))
            {
                _indices.Add(definition.Name.Text, _inputs.Count + _definitions.Count);
                _definitions.Add(definition);
            }
        }

        if (_inputs.Count > Limits.Neurons)
        {
            _problems.Report(ProblemCode.NeuronLimit, span, $"a neurons block holds at most {Rules.Text(Limits.Neurons)} neurons, inputs included");
            return false;
        }

        if (_inputs.Count == 0 && !_hasErrors)
        {
            _problems.Report(ProblemCode.MissingInput, span, "the neurons have no input; add a line such as 'input x1, x2'");
        }

        if (!body.OfType<NeuronDefinition>().Any(d => d.IsOutput) && !_hasErrors)
        {
            _problems.Report(ProblemCode.MissingOutput, span, "the neurons have no output; add a line such as 'output y = x1'");
        }

        return true;
    }

    private bool Define(Identifier name)
    {
        if (_names.TryGetValue(name.Text, out var first))
        {
            _problems.Report(ProblemCode.DuplicateName, name.Span, name.Text.EndsWith(Neurons.OutputSuffix, StringComparison.Ordinal)
                ? $"'{name.Text.Substring(0, name.Text.Length - Neurons.OutputSuffix.Length)}' is already an output, on line {_lines.Of(first)}"
                : $"'{name.Text}' is already the name of the neuron on line {_lines.Of(first)}");
            return false;
        }

        _names.Add(name.Text, name);
        return true;
    }

    /// <summary>The neuron with its antecedents still numbered in the order of the lines.</summary>
    private Neuron BindNeuron(NeuronDefinition definition)
    {
        _ct.ThrowIfCancellationRequested();
        var edges = new List<Edge>();
        var seen = new HashSet<string>();
        foreach (var antecedent in definition.Antecedents)
        {
            if (!_indices.TryGetValue(antecedent.Name.Text, out var source))
            {
                if (!_hasErrors && !_names.ContainsKey(antecedent.Name.Text))
                {
                    _problems.Report(
                        ProblemCode.UnknownName,
                        antecedent.Name.Span,
                        $"no neuron is called '{antecedent.Name.Text}'{Suggest.Hint(_problems.Nearest(antecedent.Name.Text, _indices.Keys))}");
                }
            }
            else if (!seen.Add(antecedent.Name.Text))
            {
                _problems.Report(
                    ProblemCode.RepeatedAntecedent,
                    antecedent.Span,
                    $"'{antecedent.Name.Text}' already feeds '{definition.Name.Text}'; there is one edge between two neurons");
            }
            else
            {
                edges.Add(new(source, Constant(antecedent)));
            }
        }

        var (activation, k) = Activation(definition);
        if (definition.Antecedents.Count == 0 && (!definition.HasBias || activation == Ops.Activation.KMaxPool))
        {
            var needs = activation == Ops.Activation.KMaxPool ? "a pool needs an antecedent" : "it needs an antecedent or a bias";
            _problems.Report(ProblemCode.MissingAntecedent, definition.Name.Span, $"nothing feeds '{definition.Name.Text}'; {needs}");
        }

        return new(definition.Name.Text, activation, k, new(edges), definition.HasBias);
    }

    private double? Constant(AntecedentSyntax antecedent)
    {
        if (antecedent.Constant is null)
        {
            return null;
        }

        if (double.TryParse(antecedent.Constant, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= double.MaxValue)
        {
            return value;
        }

        _problems.Report(ProblemCode.FrozenWeight, antecedent.Span, $"the frozen weight of '{antecedent.Name.Text}' is not a finite number");
        return 0;
    }

    private (Activation Activation, int K) Activation(NeuronDefinition definition)
    {
        var word = definition.Activation;
        var span = word?.Span ?? definition.Name.Span;
        if (word?.Text == "pool" && !definition.IsOutput)
        {
            return (Ops.Activation.KMaxPool, PoolSize(definition));
        }

        if (definition.IsOutput)
        {
            if (word is not null && word.Text != "id")
            {
                _problems.Report(
                    ProblemCode.UnknownActivation,
                    span,
                    $"'{definition.Name.Text}' is an output, and outputs are identity neurons; put the {word.Text} into a neuron before it");
            }

            return (Ops.Activation.Identity, 0);
        }

        if (word is null || Array.IndexOf(Activations, word.Text) < 0)
        {
            var found = word is null ? $"'{definition.Name.Text}' has no activation" : "no activation is called "
                + $"'{word.Text}'{(ForeignOps.Hint(word.Text) is null && !OpCatalog.IsStage(word.Text) ? Suggest.Hint(word.Text, Activations) : "")}";
            _problems.Report(ProblemCode.UnknownActivation, span, $"{found}; a neuron is relu, id or pool(k)");
        }
        else if (definition.K is not null)
        {
            _problems.Report(ProblemCode.UnknownActivation, definition.K.Span, $"{word.Text} takes no number; only pool(k) does");
        }

        return (word?.Text == "relu" ? Ops.Activation.Relu : Ops.Activation.Identity, 0);
    }

    /// <summary>The k of <c>pool(k)</c>; <c>pool</c> alone is the maximum.</summary>
    private int PoolSize(NeuronDefinition definition)
    {
        if (definition.K is null || _evaluator.Evaluate(definition.K, _constants) is not { } k)
        {
            return 1;
        }

        if (k < 1 || (k > definition.Antecedents.Count && definition.Antecedents.Count > 0))
        {
            _problems.Report(
                ProblemCode.PoolSize,
                definition.K.Span,
                $"k is {Rules.Text(k)}, but '{definition.Name.Text}' has {Rules.Text(definition.Antecedents.Count)} "
                    + $"antecedent{(definition.Antecedents.Count == 1 ? "" : "s")}; k goes from 1 to that");
            return 1;
        }

        return (int)Math.Min(k, Limits.Neurons);
    }

    private void ReportUnused(EquatableArray<NeuronStatement> body)
    {
        if (_hasErrors || !body.OfType<NeuronDefinition>().Any(d => d.IsOutput))
        {
            return;
        }

        var definitions = body.OfType<NeuronDefinition>().ToArray();
        var used = new HashSet<string>(definitions.SelectMany(d => d.Antecedents).Select(a => a.Name.Text));
        used.UnionWith(definitions.Where(d => d.IsOutput).Select(d => d.Name.Text));
        var unused = _inputs.Concat(_definitions.Where(d => !d.IsOutput).Select(d => d.Name)).Where(name => !used.Contains(name.Text));
        foreach (var name in unused)
        {
            _problems.Report(ProblemCode.Unused, name.Span, $"'{name.Text}' is never used");
        }
    }

    private void ReportCircle(Neuron[] neurons, IReadOnlyList<int> circle)
    {
        var first = circle.Min();
        _problems.Report(
            ProblemCode.NeuronCycle,
            _definitions[first].Name.Span,
            $"'{neurons[first].Name}' feeds itself: {string.Join(" -> ", circle.Select(i => neurons[i].Name))}");
    }

    private Neurons Arrange(Neuron[] neurons, IReadOnlyList<int> order)
    {
        var place = new int[neurons.Length];
        for (var i = 0; i < order.Count; i++)
        {
            place[order[i]] = i;
        }

        Edge Move(Edge edge) => edge.Source < _inputs.Count ? edge : edge with { Source = _inputs.Count + place[edge.Source - _inputs.Count] };
        var items = order.Select(i => neurons[i] with { Antecedents = new(neurons[i].Antecedents.Select(Move)) });
        var outputs = Enumerable.Range(0, neurons.Length).Where(i => _definitions[i].IsOutput).Select(i => place[i]);
        return new(new(_inputs.Select(name => name.Text)), new(items), new(outputs));
    }
}
