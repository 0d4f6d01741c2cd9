using System.Linq;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Binding.Names;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Named chains, which become their factors. A chain has a name as a block has; its factors are numbered under it.</summary>
internal sealed partial class BodyBinder
{
    private const int FactorNumbers = 4;

    private BoundValue FeedChain(BoundValue value, CallStage call, ChainSyntax syntax, BindingContext context)
    {
        call = Tidy(call, syntax);
        var names = context.Names.Inside(Name(syntax.Keyword, call.As, call.Span, context));
        var operand = HasFeatures(value, call) ? FeaturesOf(value) : BoundValue.Unknown;
        var arguments = new ArgumentReader(syntax, call, context.Constants, _evaluator, _lines, _problems, operand, beforeBatchNorm: false);
        var factors = syntax.Expand(arguments);
        if (_guesses && (factors.Count == 0 || !arguments.IsSound))
        {
            (value, factors) = (BoundValue.Unknown, factors.Count > 0 ? factors : GuessFactors(call, syntax, value, context));
        }
        else if (factors.Count == 0 || !arguments.IsSound)
        {
            return BoundValue.Unknown;
        }

        for (var i = 0; i < factors.Count; i++)
        {
            value = Factor(value, factors[i], i, names, call.Span);
        }

        return value with { Label = $"the result of {syntax.Keyword}" };
    }

    /// <summary><c>deformable((a, b, c, d), …)</c>: each argument reads as those of <c>ks</c>.</summary>
    private BoundValue FeedFactors(BoundValue value, CallStage call, BindingContext context)
    {
        var names = context.Names.Inside(Name(call.Name.Text, call.As, call.Span, context));
        if (call.Arguments.Count == 0)
        {
            _problems.Report(ProblemCode.MissingArgument, call.Name.Span, $"{call.Name.Text} needs its factors: {call.Name.Text}((a, b, c, d), ...)");
        }

        value = call.Arguments.Count > 0 && HasFeatures(value, call) ? value : BoundValue.Unknown;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var pattern = ReadFactor(call, call.Arguments[i], context);
            value = pattern is { } factor ? Factor(value, factor, i, names, call.Arguments[i].Span)
                : _guesses ? Factor(BoundValue.Unknown, new(1, 1, 1, 1), i, names, call.Arguments[i].Span)
                : BoundValue.Unknown;
        }

        return value;
    }

    private KsPattern? ReadFactor(CallStage call, Argument argument, BindingContext context)
    {
        if (argument.Name is { } name)
        {
            _problems.Report(ProblemCode.UnknownArgument, name.Span, $"{call.Name.Text} has no argument '{name.Text}': {call.Name.Text}((a, b, c, d), ...)");
            return null;
        }

        if (argument.Value is not TupleArgument { Items: { Count: FactorNumbers } items })
        {
            _problems.Report(
                ProblemCode.ArgumentKind,
                argument.Span,
                $"{call.Name.Text}: a factor is {_lines.Quote(argument.Span)}, but must be four integers, (a, b, c, d)");
            return null;
        }

        var factor = new CallStage(
            argument.Span,
            new(argument.Span, Kronecker.Syntax.Keyword),
            items.Select(item => new Argument(item.Span, null, new ExpressionArgument(item.Span, item))).ToEquatableArray(),
            null);
        var arguments = new ArgumentReader(
            Kronecker.Syntax, factor, context.Constants, _evaluator, _lines, _problems, BoundValue.Unknown, beforeBatchNorm: false);
        var op = (Kronecker?)Kronecker.Syntax.Make(arguments);
        return arguments.IsSound ? op?.Pattern : null;
    }

    private BoundValue Factor(BoundValue value, KsPattern pattern, int index, NameScope names, Span span)
    {
        var op = new Kronecker(pattern);
        return _builder.CountStep(span)
            ? Apply(op, [value], names.As(op.Keyword, Rules.Text(index), numbered: true, span), span, ResultOf(op))
            : BoundValue.Unknown;
    }

    /// <summary>What the factors of a chain multiply: a vector, or each token of a sequence.</summary>
    private static BoundValue FeaturesOf(BoundValue value) =>
        value.Shape is { IsSequence: true } shape ? value with { Shape = Shape.Vector(shape.Features) } : value;

    /// <summary>Whether a value of known shape has features to multiply; reports one that has not. Nothing is said about an unknown one.</summary>
    private bool HasFeatures(BoundValue value, CallStage call)
    {
        if (value.Shape is null || Rules.OneOfFeatures(call.Name.Text, [value.Shape]) is not { } problem)
        {
            return true;
        }

        _problems.Report(ProblemCode.RankMismatch, call.Span, problem.Message.Replace("{0}", value.Label));
        return false;
    }
}
