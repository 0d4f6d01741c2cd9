using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>Reads the arguments of one call of an op or named chain: evaluates, checks kind and range, reports.</summary>
internal sealed class ArgumentReader : IOpArguments
{
    private readonly StageSyntax _op;
    private readonly CallStage _call;
    private readonly ArgumentSlots _slots;
    private readonly ConstantScope _constants;
    private readonly ConstEvaluator _evaluator;
    private readonly SourceLines _lines;
    private readonly ProblemBag _problems;

    public ArgumentReader(
        StageSyntax op,
        CallStage call,
        ConstantScope constants,
        ConstEvaluator evaluator,
        SourceLines lines,
        ProblemBag problems,
        BoundValue input,
        bool beforeBatchNorm)
    {
        (_op, _call, _constants, _evaluator, _lines, _problems) = (op, call, constants, evaluator, lines, problems);
        (Input, Operand, BeforeBatchNorm) = (input.Shape, input.Label, beforeBatchNorm);
        _slots = ArgumentSlots.Match(
            call, [.. op.Arguments.Select(a => a.Name)], op.Usage, problems, op.Positions, new(op, call, input.Shape, constants, lines));
        IsSound = _slots.IsComplete;
        for (var i = 0; i < op.Arguments.Count && IsSound; i++)
        {
            if (op.Arguments[i].IsRequired && _slots[i] is null)
            {
                Fail(op.Arguments[i].Name, ProblemCode.MissingArgument, $"{call.Name.Text} needs '{op.Arguments[i].Name}': {op.Usage}");
            }
        }
    }

    public Shape? Input { get; }

    public string Operand { get; }

    public bool BeforeBatchNorm { get; }

    public bool IsSound { get; private set; }

    public bool Has(string name) => Find(name).Argument is not null;

    public bool IsWord(string name)
    {
        var (spec, argument) = Find(name);
        return spec.Word is not null && argument?.Value is ExpressionArgument { Value: NameExpression word } && word.Name == spec.Word;
    }

    public int Integer(string name, int standard = 1)
    {
        var (spec, argument) = Find(name);
        return argument?.Value switch
        {
            null => standard,
            ExpressionArgument { Value: var expression } when !IsKeyword(expression) => Evaluate(spec, expression) ?? standard,
            { } other => WrongKind(spec, other, "an integer", standard),
        };
    }

    public Extent Extent(string name, Extent standard)
    {
        var (spec, argument) = Find(name);
        return argument?.Value switch
        {
            null => standard,
            ExpressionArgument { Value: var expression } when !IsKeyword(expression) => Evaluate(spec, expression) is { } side ? new(side, side) : standard,
            ExtentArgument { Value.Dims: { Count: 2 } dims } => Pair(spec, dims[0], dims[1]) ?? standard,
            TupleArgument { Items: { Count: 2 } items } => Pair(spec, items[0], items[1]) ?? standard,
            { } other => WrongKind(spec, other, "an integer or height x width, such as 3x3", standard),
        };
    }

    public Padding Padding(string name)
    {
        var (spec, argument) = Find(name);
        return argument?.Value switch
        {
            null => default,
            ExpressionArgument { Value: var expression } when !IsKeyword(expression) =>
                Evaluate(spec, expression) is { } side ? Ops.Padding.All(side) : default,
            ExtentArgument { Value.Dims: { Count: 2 } dims } => Symmetric(Pair(spec, dims[0], dims[1])),
            TupleArgument { Items: { Count: 2 } items } => Symmetric(Pair(spec, items[0], items[1])),
            TupleArgument { Items: { Count: 4 } items } => Sides(spec, items),
            { } other => WrongKind(
                spec, other, "an integer, height x width, or (top, left, bottom, right)" + (spec.Word is null ? "" : $", or {spec.Word}"), default(Padding)),
        };
    }

    public Ends Ends(string name)
    {
        var (spec, argument) = Find(name);
        return argument?.Value switch
        {
            null => default,
            ExpressionArgument { Value: var expression } when !IsKeyword(expression) => Evaluate(spec, expression) is { } end ? new(end, end) : default,
            TupleArgument { Items: { Count: 2 } items } => Pair(spec, items[0], items[1]) is { } ends ? new(ends.Height, ends.Width) : default,
            { } other => WrongKind(spec, other, "an integer or (before, after)" + (spec.Word is null ? "" : $", or {spec.Word}"), default(Ends)),
        };
    }

    public Shape? Dimensions(string name)
    {
        var syntax = Find(name).Argument?.Value switch
        {
            ExpressionArgument { Value: var expression } when !IsKeyword(expression) => new ShapeSyntax(expression.Span, EquatableArray.Of(expression)),
            ExtentArgument { Value: var shape } => shape,
            TupleArgument { Items: var items, Span: var span } => new ShapeSyntax(span, items) { IsListed = true },
            { } other => WrongKind<ShapeSyntax?>(Find(name).Spec, other, "a shape, such as 16x64", null),
            null => null,
        };
        if (syntax is null)
        {
            return null;
        }

        var dims = new ShapeReader(_evaluator, _lines, _problems).Read(syntax, _constants);
        IsSound &= dims is not null;
        return dims;
    }

    public bool Flag(string name, bool standard)
    {
        var (spec, argument) = Find(name);
        return argument?.Value switch
        {
            null => standard,
            ExpressionArgument { Value: NameExpression { Name: "true" } } => true,
            ExpressionArgument { Value: NameExpression { Name: "false" } } => false,
            ExpressionArgument { Value: NameExpression { Name: var unknown } } when IsUnknown(unknown) => Silent(standard),
            { } other => WrongKind(spec, other, "true or false", standard),
        };
    }

    public double Number(string name, double standard)
    {
        var (spec, argument) = Find(name);
        switch (argument?.Value)
        {
            case null:
                return standard;
            case ExpressionArgument { Value: BinaryExpression { Operator: '/', Span: var span } }:
                // Of whole numbers, so that a half would be 0.
                Report(
                    ProblemCode.ArgumentKind,
                    span,
                    $"{_call.Name.Text}: {spec.Name} is {_lines.Quote(span)}, a division of whole numbers; write it with a point, such as 0.5");
                return standard;
            case ExpressionArgument { Value: var expression } when !IsKeyword(expression):
                return Evaluate(spec, expression) ?? standard;
            case DecimalArgument number when double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value):
                if (value >= spec.Min && value <= spec.Max)
                {
                    return value;
                }

                OutOfRange(spec, number.Span, number.Text, value < spec.Min);
                return standard;
            case { } other:
                return WrongKind(spec, other, "a number, such as 1e-5", standard);
        }
    }

    public void Fail(string name, ProblemCode code, string message) => Report(code, Find(name).Argument?.Span ?? _call.Name.Span, message);

    private static bool IsKeyword(Expression expression) => expression is NameExpression name && SpecScope.IsWord(name.Name);

    private static Padding Symmetric(Extent? sides) => sides is { } s ? new(s.Height, s.Width, s.Height, s.Width) : default;

    private (ArgumentSpec Spec, Argument? Argument) Find(string name)
    {
        var i = 0;
        while (_op.Arguments[i].Name != name)
        {
            i++;
        }

        return (_op.Arguments[i], _slots[i]);
    }

    private Extent? Pair(ArgumentSpec spec, Expression height, Expression width)
    {
        var (h, w) = (Evaluate(spec, height), Evaluate(spec, width));
        return h is null || w is null ? null : new(h.Value, w.Value);
    }

    private Padding Sides(ArgumentSpec spec, EquatableArray<Expression> items)
    {
        var (before, after) = (Pair(spec, items[0], items[1]), Pair(spec, items[2], items[3]));
        return before is { } b && after is { } a ? new(b.Height, b.Width, a.Height, a.Width) : default;
    }

    private int? Evaluate(ArgumentSpec spec, Expression expression)
    {
        if (expression is NameExpression { Name: var word } && !_constants.TryFind(word, out _)
            && Suggest.Nearest(word, _op.Arguments.Select(a => a.Word).OfType<string>()) is { } meant)
        {
            Report(ProblemCode.UnknownName, expression.Span, $"no number is called '{word}'{Suggest.Hint(meant)}");
            return null;
        }

        if (spec.Kind is ArgumentKind.Padding or ArgumentKind.Ends && expression is NameExpression { Name: "valid" or "VALID" } valid
            && !_constants.TryFind(valid.Name, out _))
        {
            Report(ProblemCode.UnknownName, expression.Span, $"no number is called '{valid.Name}'; here it is 0");
            return null;
        }

        if (_evaluator.Evaluate(expression, _constants) is not { } value)
        {
            IsSound = false;
            return null;
        }

        if (value >= spec.Min && value <= spec.Max)
        {
            return (int)value;
        }

        OutOfRange(spec, expression.Span, Rules.Text(value), value < spec.Min);
        return null;
    }

    private void OutOfRange(ArgumentSpec spec, Span span, string found, bool isLow) => Report(
        ProblemCode.ArgumentRange,
        span,
        $"{_call.Name.Text}: {spec.Name} is {found}, but must be at {(isLow ? "least" : "most")} {Rules.Text(isLow ? spec.Min : spec.Max)}");

    /// <summary>Whether a name is that of a number whose value is wrong where it is given, which is reported there.</summary>
    private bool IsUnknown(string name) => _constants.TryFind(name, out var value) && value is null;

    private T Silent<T>(T standard)
    {
        IsSound = false;
        return standard;
    }

    private T WrongKind<T>(ArgumentSpec spec, ArgumentValue value, string right, T standard)
    {
        Report(ProblemCode.ArgumentKind, value.Span, $"{_call.Name.Text}: {spec.Name} is {_lines.Quote(value.Span)}, but must be {right}");
        return standard;
    }

    private void Report(ProblemCode code, Span span, string message)
    {
        IsSound = false;
        _problems.Report(code, span, message);
    }
}
