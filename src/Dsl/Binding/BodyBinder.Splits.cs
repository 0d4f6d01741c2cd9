using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Values that are split into several, which become slices. A split has a name as a block has; its slices are numbered under it.</summary>
internal sealed partial class BodyBinder
{
    /// <summary>Binds <c>left, right = value -> split</c> and gives each part with its name.</summary>
    public IReadOnlyList<(Identifier Name, BoundValue Value)> Bind(SplitStatement split, BindingContext context)
    {
        var outer = _value;
        _value = split.Value.Span;
        var parts = Parts(split, context with { Names = context.Names.Binding(split.Names[0].Text) });
        _value = outer;
        return [.. split.Names.Zip(parts, (name, part) => (name, part with { Label = $"'{name.Text}'" }))];
    }

    private BoundValue[] Parts(SplitStatement split, BindingContext context)
    {
        BoundValue[] parts = [.. split.Names.Select(_ => BoundValue.Unknown)];
        if (split.Value is not ChainValue { Stages: var stages, Head: var head }
            || stages[stages.Count - 1] is not CallStage { Name.Text: OpCatalog.Split } call)
        {
            ReportUnsplit(split);
            return parts;
        }

        var before = stages.Take(stages.Count - 1).ToEquatableArray();
        var value = Bind(before.Count == 0 ? head : new ChainValue(head.Span.To(before[before.Count - 1].Span), head, before), context);
        var (sized, ofFeatures) = WithoutFlag(split, call, value, context);
        if (!Enter(call.Span, context) || Sizes(split, sized, value, ofFeatures, context) is not { } sizes)
        {
            return parts;
        }

        var scope = context.Names.Inside(Name(call.Name.Text, call.As, call.Span, context));
        var first = 0;
        for (var i = 0; i < sizes.Length; first += sizes[i++])
        {
            var slice = Slice.Of(first, sizes[i], ofFeatures);
            parts[i] = Apply(slice, [value], scope.As(slice.Keyword, Rules.Text(i), numbered: true, call.Span), call.Span, "");
        }

        return parts;
    }

    /// <summary>The call without <c>features=true</c>, and whether that is there: each name may be that of an argument as well.</summary>
    private (CallStage Call, bool OfFeatures) WithoutFlag(SplitStatement split, CallStage call, BoundValue value, BindingContext context)
    {
        var flag = ArgumentSpec.Flag("features", "false");
        if (split.Names.Any(name => name.Text == flag.Name) || !call.Arguments.Any(argument => argument.Name?.Text == flag.Name))
        {
            return (call, false);
        }

        var others = call.Arguments.Where(argument => argument.Name?.Text != flag.Name).ToEquatableArray();
        var flags = call.Arguments.Where(argument => argument.Name?.Text == flag.Name).ToEquatableArray();
        var syntax = OpSyntax.Of(OpCatalog.Split, _ => null, flag);
        var arguments = new ArgumentReader(
            syntax, call with { Arguments = flags }, context.Constants, _evaluator, _lines, _problems, value, beforeBatchNorm: false);
        return (call with { Arguments = others }, arguments.Flag(flag.Name, false));
    }

    /// <summary>The channels, or features, of each part; null when they are unknown or wrong, which is reported.</summary>
    private int[]? Sizes(SplitStatement split, CallStage call, BoundValue value, bool ofFeatures, BindingContext context)
    {
        var (total, what) = ofFeatures ? (value.Shape?.Features, "features") : (value.Shape?.Channels, "channels");
        if (call.As is { Shares: true })
        {
            ReportNothingToShare(call.Name.Text, call.As);
        }

        var count = split.Names.Count;
        if (call.Arguments.Count == 0)
        {
            if (total is { } all && all % count != 0)
            {
                _problems.Report(
                    ProblemCode.ShapeMismatch,
                    call.Span,
                    $"{value.Label} has {Rules.Text(all)} {what}, which are not {Rules.Text(count)} equal parts; say how many each has: "
                        + $"{OpCatalog.Split}({string.Join(", ", Uneven(all, count))}{(ofFeatures ? ", features=true" : "")})");
                return null;
            }

            return total is { } whole ? [.. Enumerable.Repeat(whole / count, count)] : null;
        }

        var syntax = OpSyntax.Of(OpCatalog.Split, _ => null, [.. split.Names.Select(name => ArgumentSpec.Count(name.Text))]);
        var arguments = new ArgumentReader(syntax, call, context.Constants, _evaluator, _lines, _problems, value, beforeBatchNorm: false);
        if (!arguments.IsSound)
        {
            return null;
        }

        int[] sizes = [.. split.Names.Select(name => arguments.Integer(name.Text))];
        var sum = sizes.Sum(size => (long)size);
        if (!arguments.IsSound || total is null || total == sum)
        {
            return arguments.IsSound ? sizes : null;
        }

        _problems.Report(
            ProblemCode.ShapeMismatch,
            call.Span,
            $"the parts have {string.Join(" + ", sizes.Select(size => Rules.Text(size)))} = {Rules.Text(sum)} {what}, but {value.Label} has "
                + Rules.Text(total.Value));
        return null;
    }

    /// <summary>A call <c>split(x)</c> is a stage where an op of values stands, which is reported as any other.</summary>
    private void ReportUnsplit(SplitStatement split)
    {
        if (split.Value is not CallValue { Name.Text: OpCatalog.Split })
        {
            var names = string.Join(", ", split.Names.Select(name => name.Text));
            _problems.Report(
                ProblemCode.MisplacedOp, split.Value.Span, $"several names are the parts of a value that is split: {names} = x -> {OpCatalog.Split}");
        }
    }

    private static IEnumerable<string> Uneven(int channels, int count) =>
        Enumerable.Range(0, count).Select(i => Rules.Text((channels / count) + (i < channels % count ? 1 : 0)));

    private BoundValue FeedSplit(CallStage call)
    {
        _problems.Report(
            ProblemCode.MisplacedOp,
            call.Span,
            $"{OpCatalog.Split} gives several values and ends a line that names them: a, b = x -> {OpCatalog.Split}; one of them is slice(first, count)");
        return BoundValue.Unknown;
    }
}
