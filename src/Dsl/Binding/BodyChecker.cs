using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Binding.Names;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>
/// Checks the names of one net or block without unrolling anything: what each stands for, that it is defined once, above
/// its uses, and used. The binder that follows passes over a wrong name in silence.
/// </summary>
internal sealed class BodyChecker
{
    private readonly FileScope _stages;
    private readonly SourceLines _lines;
    private readonly ProblemBag _problems;
    private readonly Declaration _declaration;
    private readonly Dictionary<string, Identifier> _parameters = [];
    private readonly Dictionary<string, (Identifier Name, int Statement)> _values = [];
    private readonly HashSet<string> _used = [];
    private readonly Statement[] _statements;
    private readonly NameUses[] _uses;

    /// <summary>Whether some use names no value, so that a value without a use may be the one that was meant.</summary>
    private bool _lacksUse;

    public BodyChecker(
        SpecScope spec, SourceLines lines, ProblemBag problems, Declaration declaration, IEnumerable<FormalParameter> parameters, IEnumerable<Statement> body)
    {
        (_stages, _lines, _problems, _declaration) = (spec.In(declaration), lines, problems, declaration);
        _statements = [.. body];
        _uses = [.. _statements.Select(NameUses.Of)];
        foreach (var parameter in parameters)
        {
            Define(parameter.Name);
        }

        for (var i = 0; i < _statements.Length; i++)
        {
            foreach (var name in DefinedNames(_statements[i]))
            {
                if (Define(name, i))
                {
                    _values.Add(name.Text, (name, i));
                }
            }
        }
    }

    /// <summary>Whether there is an end that values can lead to.</summary>
    private bool HasResult => IsBlock ? _values.ContainsKey("out") : _statements.Any(s => s is OutputStatement);

    private bool IsBlock => _declaration is BlockDeclaration;

    /// <summary>The blocks that the body uses, with the place of each use.</summary>
    public IEnumerable<(Declaration Block, CallStage Use)> BlockUses =>
        from uses in _uses
        from stage in uses.Stages
        let block = _stages.Find(stage.Name.Text)
        where block is not null
        select (block, stage);

    public void Check()
    {
        for (var i = 0; i < _statements.Length; i++)
        {
            foreach (var name in _uses[i].Values)
            {
                CheckValue(name, i);
            }

            foreach (var stage in _uses[i].Stages)
            {
                CheckStage(stage);
            }

            foreach (var join in _uses[i].Joins)
            {
                CheckJoin(join);
            }

            foreach (var repeat in _uses[i].Repeats)
            {
                CheckVariable(repeat);
            }
        }

        if (!_declaration.HasErrors && HasResult && !_lacksUse)
        {
            CheckUnused();
        }
    }

    private static EquatableArray<Identifier> DefinedNames(Statement statement) => statement switch
    {
        InputStatement input => EquatableArray.Of(input.Name),
        BindingStatement binding => EquatableArray.Of(binding.Name),
        SplitStatement split => split.Names,
        OutputStatement { Value: not null } output => EquatableArray.Of(output.Name),
        _ => default,
    };

    private void Define(Identifier parameter)
    {
        if (Define(parameter, statement: null))
        {
            _parameters.Add(parameter.Text, parameter);
        }
    }

    private bool Define(Identifier name, int? statement)
    {
        var isResult = statement is { } i && _statements[i] is BindingStatement or OutputStatement;
        if (statement is null ? SpecScope.IsWord(name.Text) : name.Text == "in" || (name.Text == "out" && !isResult))
        {
            ReportReserved(name);
            return false;
        }

        var first = _parameters.TryGetValue(name.Text, out var parameter) ? parameter
            : _values.TryGetValue(name.Text, out var value) ? value.Name
            : null;
        if (first is null)
        {
            return true;
        }

        var what = parameter is null ? "value" : "parameter";
        _problems.Report(ProblemCode.DuplicateName, name.Span, $"'{name.Text}' is already the name of the {what} on line {_lines.Of(first)}");
        return false;
    }

    private void CheckValue(Identifier name, int statement)
    {
        var text = name.Text;
        _used.Add(text);
        if (text == "in" && IsBlock)
        {
            return;
        }

        if (_values.TryGetValue(text, out var value))
        {
            if (value.Statement >= statement)
            {
                ReportOrder(name, value.Statement, statement);
            }
        }
        else if (text == "in")
        {
            _lacksUse = true;
            _problems.Report(ProblemCode.UnknownName, name.Span, "a net has no 'in'; it has inputs by name, and 'in' is the input of a block");
        }
        else if (_parameters.ContainsKey(text))
        {
            _lacksUse = true;
            _problems.Report(ProblemCode.UnknownName, name.Span, $"'{text}' is a number, not a value of the network");
        }
        else if (IsStage(text))
        {
            _lacksUse = true;
            _problems.Report(ProblemCode.MisplacedOp, name.Span, $"'{text}' is a stage, not a value; feed a value through it: x -> {text}");
        }
        else if (!_declaration.HasErrors)
        {
            // The value that was meant is then used: one slip gives one problem.
            var near = _problems.Nearest(text, _values.Where(v => v.Value.Statement < statement).Select(v => v.Key).Concat(IsBlock ? ["in"] : []));
            _used.Add(near ?? "");
            _lacksUse |= near is null;
            _problems.Report(ProblemCode.UnknownName, name.Span, $"no value is called '{text}'{Suggest.Hint(near)}");
        }
    }

    private void ReportOrder(Identifier name, int definition, int use)
    {
        var names = ValueCircle.Find(definition, use, i => _uses[i].Values.Where(v => _values.ContainsKey(v.Text)).Select(v => _values[v.Text].Statement));
        if (names is not null)
        {
            _lacksUse = true;
            _problems.Report(
                ProblemCode.CyclicValue,
                name.Span,
                $"'{name.Text}' depends on itself: {string.Join(" -> ", names.Select(i => DefinedNames(_statements[i])[0].Text))}");
        }
        else
        {
            _problems.Report(
                ProblemCode.UsedBeforeDefinition,
                name.Span,
                $"'{name.Text}' is used here but defined below, on line {_lines.Of(_values[name.Text].Name)}; move its definition up");
        }
    }

    private void CheckStage(CallStage stage)
    {
        var name = stage.Name.Text;
        if (IsStage(name) || _stages.IsMisnamed(stage))
        {
            return;
        }

        if (OpCatalog.FindJoin(name) is not null)
        {
            _problems.Report(ProblemCode.MisplacedOp, stage.Span, $"'{name}' joins values: write {name}(a, b) where a value stands");
        }
        else if (_values.ContainsKey(name))
        {
            _problems.Report(ProblemCode.MisplacedOp, stage.Span, $"'{name}' is a value, not an op or block; join values with '+' or concat(a, b)");
        }
        else if (_stages.IsComplete)
        {
            _problems.Report(
                ProblemCode.UnknownName,
                stage.Name.Span,
                $"no op or block is called '{name}'{ForeignOps.HintOr(name, _problems.Nearest(name, OpCatalog.StageKeywords.Concat(_stages.Names)))}");
        }
    }

    private void CheckJoin(CallValue join)
    {
        var name = join.Name.Text;
        if (OpCatalog.FindJoin(name) is not null)
        {
            return;
        }

        if (IsStage(name))
        {
            _problems.Report(ProblemCode.MisplacedOp, join.Name.Span, StageCalledAsValue.Message(name, TakesArguments(name)));
        }
        else
        {
            _problems.Report(
                ProblemCode.UnknownName,
                join.Name.Span,
                $"no op of values is called '{name}'{ForeignOps.HintOr(name, Suggest.NearestOrShorter(name, OpCatalog.JoinKeywords))}");
        }
    }

    private void CheckVariable(RepeatStage repeat)
    {
        if (repeat.Variable is not { } variable)
        {
            return;
        }

        if (SpecScope.IsWord(variable.Text))
        {
            ReportReserved(variable);
        }
        else if (_parameters.TryGetValue(variable.Text, out var parameter))
        {
            _problems.Report(
                ProblemCode.DuplicateName, variable.Span, $"'{variable.Text}' is already the name of the parameter on line {_lines.Of(parameter)}");
        }
    }

    private void ReportReserved(Identifier name) =>
        _problems.Report(ProblemCode.ReservedName, name.Span, $"'{name.Text}' is a word of the language and cannot be defined");

    private void CheckUnused()
    {
        foreach (var (name, statement) in _values.Values)
        {
            var isResult = IsBlock ? name.Text == "out" : _statements[statement] is OutputStatement;
            var isMisplaced = IsBlock && _statements[statement] is not (BindingStatement or SplitStatement);
            if (!isResult && !isMisplaced && !_used.Contains(name.Text))
            {
                _problems.Report(ProblemCode.Unused, name.Span, $"'{name.Text}' is never used");
            }
        }

        if (IsBlock && !_used.Contains("in"))
        {
            _problems.Report(ProblemCode.Unused, _declaration.Name.Span, $"block '{_declaration.Name.Text}' never uses its 'in'");
        }
    }

    private bool TakesArguments(string name) => _stages.Find(name) is { } declared
        ? declared is BlockDeclaration { Parameters.Count: > 0 }
        : OpCatalog.TakesArguments(name);

    private bool IsStage(string name) => OpCatalog.IsStage(name) || _stages.Find(name) is not null;
}
