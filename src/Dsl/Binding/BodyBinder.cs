using System;
using System.Collections.Generic;
using System.Globalization;
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

/// <summary>Turns values and chains into nodes: unrolls blocks and repeats, infers shapes, checks annotations.</summary>
internal sealed partial class BodyBinder
{
    private readonly SpecScope _spec;
    private readonly ProblemBag _problems;
    private readonly ConstEvaluator _evaluator;
    private readonly ShapeReader _shapes;
    private readonly BlockArguments _blockArguments;
    private readonly ParameterNameReader _names;
    private readonly NetBuilder _builder;
    private readonly SourceLines _lines;
    private readonly bool _unrolls;
    private readonly bool _guesses;
    private readonly CancellationToken _ct;
    private Span _value;
    private Span? _use;

    /// <param name="spec">The blocks of the file.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="builder">Where nodes go.</param>
    /// <param name="unrolls">False to look at one block alone: others that it uses are passed over, and repeats run once.</param>
    /// <param name="guesses">True to bind what a text with errors was probably meant to say; what is reported then concerns nobody.</param>
    /// <param name="ct">Cancels the work.</param>
    public BodyBinder(SpecScope spec, ProblemBag problems, NetBuilder builder, bool unrolls, bool guesses, CancellationToken ct)
    {
        (_spec, _problems, _builder, _unrolls, _guesses, _ct) = (spec, problems, builder, unrolls, guesses, ct);
        _lines = guesses ? SourceLines.None : spec.Lines;
        _evaluator = new(problems);
        _shapes = new(_evaluator, _lines, problems);
        _blockArguments = new(_evaluator, _lines, problems);
        _names = new(_evaluator, problems);
    }

    /// <summary>Whether the body uses a declaration that is wrong in itself.</summary>
    public bool UsesBroken { get; private set; }

    /// <summary>Binds <c>name : shape = value</c> and gives the value.</summary>
    public BoundValue Bind(Identifier name, ShapeSyntax? annotation, Value value, BindingContext context)
    {
        var outer = _value;
        _value = value.Span;
        var bound = Bind(value, context with { Names = context.Names.Binding(name.Text) });
        var result = CheckAnnotation(name, annotation, bound with { Label = $"'{name.Text}'" }, "the right side gives", context);
        _value = outer;
        return result;
    }

    /// <summary>
    /// Holds a value against its annotation. A wrong value takes the stated shape, so that the lines below are still
    /// checked; a map of one position that is stated to be a vector becomes one.
    /// </summary>
    /// <param name="name">The name that the annotation stands behind.</param>
    /// <param name="annotation">The stated shape, null without one.</param>
    /// <param name="value">The value.</param>
    /// <param name="origin">What has the shape that the value is found to have, for a message.</param>
    /// <param name="context">Where the line stands.</param>
    public BoundValue CheckAnnotation(Identifier name, ShapeSyntax? annotation, BoundValue value, string origin, BindingContext context)
    {
        if (annotation is null || _shapes.Read(annotation, context.Constants) is not { } stated)
        {
            return value;
        }

        if (value.Shape is null)
        {
            return value with { Shape = stated };
        }

        if (value.Shape == stated)
        {
            return value;
        }

        if (stated.IsVector && value.Shape is { IsPoint: true } && value.Shape.Size == stated.Size)
        {
            return AsVector(value, annotation.Span, context with { Names = context.Names.Binding(name.Text) });
        }

        _problems.Report(ProblemCode.WrongAnnotation, annotation.Span, $"'{name.Text}' is stated as {stated}, but {origin} {value.Shape}");
        return BoundValue.Unknown;
    }

    private BoundValue Bind(Value value, BindingContext context)
    {
        if (!Enter(value.Span, context))
        {
            return BoundValue.Unknown;
        }

        var inner = context.Deeper();
        switch (value)
        {
            case NameValue name:
                return context.Values.TryGetValue(name.Name.Text, out var known)
                    || (_guesses && FindMeant(name.Name.Text, context.Values, out known)) ? known : BoundValue.Unknown;
            case SumValue sum:
                return Join(new Add(), [.. sum.Terms.Select(t => Bind(t, inner))], null, sum.Span, "the sum", context);
            case CallValue call:
                var operands = call.Operands.Select(o => Bind(o, inner)).ToArray();
                return OpCatalog.FindJoin(call.Name.Text) is { } op ? Join(call, op, operands, context) : BoundValue.Unknown;
            case ChainValue chain:
                return Feed(Bind(chain.Head, inner), chain.Stages, context);
            default:
                throw new InvalidOperationException($"no rule for {value.GetType().Name}");
        }
    }

    private BoundValue Join(CallValue call, OpSyntax syntax, BoundValue[] operands, BindingContext context)
    {
        CallStage stage = new(call.Span, call.Name, call.Arguments, null);
        var first = operands.Length > 0 ? operands[0] : BoundValue.Unknown;
        var arguments = new ArgumentReader(syntax, stage, context.Constants, _evaluator, _lines, _problems, first, beforeBatchNorm: false);
        return syntax.Make(arguments) is { } op && arguments.IsSound
            ? Join(op, operands, call.As, call.Span, $"the result of {op.Keyword}", context)
            : BoundValue.Unknown;
    }

    private BoundValue Join(Op op, IReadOnlyList<BoundValue> operands, ParameterName? name, Span span, string label, BindingContext context)
    {
        var ranked = WithOneRank(operands, span, context);
        if (name is { Shares: true })
            ReportNothingToShare(op.Keyword, name);

        return Apply(op, ranked, Name(op.Keyword, name, span, context), span, label);
    }

    /// <summary>Operands of which one is a vector: maps of one position among them become vectors as well.</summary>
    private IReadOnlyList<BoundValue> WithOneRank(IReadOnlyList<BoundValue> operands, Span span, BindingContext context) =>
        operands.Any(o => o.Shape is { IsVector: true }) && operands.All(o => o.Shape is null or { IsPoint: true })
            ? [.. operands.Select(o => o.Shape is { IsMap: true } ? AsVector(o, span, context) : o)]
            : operands;

    /// <summary>A map of one position as a vector.</summary>
    private BoundValue AsVector(BoundValue value, Span span, BindingContext context) =>
        Apply(new Flatten(), [value], context.Names.Auto(Flatten.Syntax.Keyword, span), span, value.Label);

    /// <summary>Infers the shape of an op and adds its node.</summary>
    private BoundValue Apply(Op op, IReadOnlyList<BoundValue> operands, LayerName name, Span span, string label)
    {
        var shapes = new List<Shape>();
        foreach (var operand in operands)
        {
            if (operand.Shape is null)
            {
                _builder.Miss(op, name);
                return BoundValue.Unknown;
            }

            shapes.Add(operand.Shape);
        }

        var rule = op.Infer(shapes);
        if (rule.Shape is null)
        {
            var message = Labelled(rule.Message, operands);
            if (rule.Code == ProblemCode.ShapeMismatch && op is Kronecker factor && WrittenFactor(operands[0]) is { } before)
            {
                message += factor.FixOf(before);
            }

            _problems.Report(rule.Code ?? ProblemCode.ShapeMismatch, span, message);
            _builder.Miss(op, name);
            return BoundValue.Unknown;
        }

        var nodes = operands.Select(o => o.Node).OfType<int>().ToArray();
        if (nodes.Length == operands.Count && Rules.Ids(op, [.. nodes.Select(node => _builder.Nodes[node].Op)]) is { } ids)
        {
            _problems.Report(ProblemCode.ShapeMismatch, span, Labelled(ids, operands));
            _builder.Miss(op, name);
            return BoundValue.Unknown;
        }

        if (nodes.Length == operands.Count)
        {
            return new(_builder.Add(op, nodes, rule.Shape, name, span, _value, _use), rule.Shape, label);
        }

        _builder.Miss(op, name);
        return new(null, rule.Shape, label);
    }

    /// <summary>A message with the operands' names in their places.</summary>
    private static string Labelled(string message, IReadOnlyList<BoundValue> operands)
    {
        for (var i = 0; i < operands.Count; i++)
        {
            message = message.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", operands[i].Label);
        }

        return message;
    }

    /// <summary>The factor that a value comes from, where its numbers stand in the spec right before.</summary>
    private Kronecker? WrittenFactor(BoundValue value) =>
        value.Node is { } node && _builder.Nodes[node].Op is Kronecker factor && value.Label == ResultOf(factor) ? factor : null;

    private static string ResultOf(Kronecker factor) => $"the result of {factor.Describe()}";

    /// <summary>Counts a step and checks the depth; false when the place must be passed over.</summary>
    private bool Enter(Span span, BindingContext context)
    {
        _ct.ThrowIfCancellationRequested();
        if (!_builder.CountStep(span))
        {
            return false;
        }

        if (context.Depth < Limits.Depth)
        {
            return true;
        }

        _problems.Report(ProblemCode.NestingLimit, span, $"values and stages are nested more than {Rules.Text(Limits.Depth)} deep");
        return false;
    }
}
