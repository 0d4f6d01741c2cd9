using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>The stages of a chain.</summary>
internal sealed partial class BodyBinder
{
    private BoundValue Feed(BoundValue value, EquatableArray<Stage> stages, BindingContext context)
    {
        for (var i = 0; i < stages.Count; i++)
        {
            var beforeBatchNorm = i + 1 < stages.Count && stages[i + 1] is CallStage next && next.Name.Text == BatchNorm.Syntax.Keyword;
            value = Feed(value, stages[i], beforeBatchNorm, context.Deeper());
        }

        return value;
    }

    private BoundValue Feed(BoundValue value, Stage stage, bool beforeBatchNorm, BindingContext context)
    {
        if (!Enter(stage.Span, context))
        {
            return BoundValue.Unknown;
        }

        return stage switch
        {
            CallStage call when OpCatalog.FindStage(call.Name.Text) is { } op => FeedOp(value, call, op, beforeBatchNorm, context),
            CallStage call => FeedDeclared(value, call, context),
            RepeatStage repeat => FeedRepeat(value, repeat, context),
            GroupStage group => FeedGroup(value, group, context),
            _ => throw new InvalidOperationException($"no rule for {stage.GetType().Name}"),
        };
    }

    private BoundValue FeedOp(BoundValue value, CallStage call, OpSyntax syntax, bool beforeBatchNorm, BindingContext context)
    {
        var name = Name(call.Name.Text, call.As, call.Span, context);
        var arguments = new ArgumentReader(syntax, call, context.Constants, _evaluator, _problems, value.Shape, beforeBatchNorm);
        var op = syntax.Make(arguments);
        if (op is null || !arguments.IsSound)
        {
            return BoundValue.Unknown;
        }

        var result = Apply(op, [value], name, call.Span, $"the result of {call.Name.Text}");
        if (call.As is { Shares: true } && result.Shape is not null && op.Parameters([value.Shape!]).Count == 0)
        {
            _problems.Report(ProblemCode.SharedLayerMismatch, call.As.Span, $"{call.Name.Text} has no parameters that it could share");
        }

        return result;
    }

    private BoundValue FeedDeclared(BoundValue value, CallStage call, BindingContext context)
    {
        var declaration = _spec.Find(call.Name.Text);
        if (declaration is null)
        {
            UsesBroken = true;
            return BoundValue.Unknown;
        }

        UsesBroken |= _spec.IsBroken(declaration);
        var name = Name(call.Name.Text, call.As, call.Span, context);
        if (declaration is BlockDeclaration block)
        {
            return FeedBlock(value, call, block, name, context);
        }

        ArgumentSlots.Match(call, [], call.Name.Text, _problems);
        return _spec.FindNeurons((NeuronsDeclaration)declaration) is { } neurons
            ? Apply(neurons, [value], name, call.Span, $"the result of {call.Name.Text}")
            : BoundValue.Unknown;
    }

    private BoundValue FeedBlock(BoundValue value, CallStage call, BlockDeclaration block, LayerName name, BindingContext context)
    {
        if (context.Blocks?.Contains(block) == true)
        {
            return BoundValue.Unknown;
        }

        if (context.Blocks?.Depth >= Limits.BlockNesting)
        {
            _problems.Report(ProblemCode.NestingLimit, call.Span, $"blocks are nested more than {Rules.Text(Limits.BlockNesting)} deep");
            return BoundValue.Unknown;
        }

        return BlockArguments(call, block, context.Constants) is { } constants && _unrolls
            ? BindBlock(block, value, constants, name, context)
            : BoundValue.Unknown;
    }

    /// <summary>Binds the body of a block with the value that is fed to it.</summary>
    public BoundValue BindBlock(BlockDeclaration block, BoundValue value, ConstantScope constants, LayerName name, BindingContext context)
    {
        _spec.MarkBound(block);
        var outer = _problems.Place;
        _problems.Place = Describe(block, constants);
        var inner = context with
        {
            Constants = constants,
            Values = new() { ["in"] = value with { Label = "'in'" } },
            Names = context.Names.Inside(name),
            Blocks = new(block, context.Blocks),
        };
        foreach (var binding in block.Body.OfType<BindingStatement>())
        {
            var bound = Bind(binding.Name, binding.Shape, binding.Value, inner);
            if (!inner.Values.ContainsKey(binding.Name.Text))
            {
                inner.Values.Add(binding.Name.Text, bound);
            }
        }

        _problems.Place = outer;
        return inner.Values.TryGetValue("out", out var result) ? result with { Label = $"the result of {block.Name.Text}" } : BoundValue.Unknown;
    }

    /// <summary>The scope inside a block: its parameters with the arguments of a call, or with their defaults.</summary>
    private ConstantScope? BlockArguments(CallStage call, BlockDeclaration block, ConstantScope outer)
    {
        if (ConstantScope.HasLostParameters(block))
        {
            return ConstantScope.RootOf(block);
        }

        var slots = ArgumentSlots.Match(call, [.. block.Parameters.Select(p => p.Name.Text)], Usage(block), _problems);
        var inner = ConstantScope.Empty;
        for (var i = 0; i < block.Parameters.Count; i++)
        {
            var parameter = block.Parameters[i];
            long? number = null;
            switch (slots[i]?.Value)
            {
                case ExpressionArgument { Value: var expression } when expression is not NameExpression word || !SpecScope.IsWord(word.Name):
                    number = _evaluator.Evaluate(expression, outer);
                    break;
                case { } other:
                    _problems.Report(ProblemCode.ArgumentKind, other.Span, $"{block.Name.Text}: {parameter.Name.Text} must be an integer");
                    break;
                case null when parameter.Default is not null:
                    number = _evaluator.Evaluate(parameter.Default, inner);
                    break;
                case null when slots.IsComplete:
                    _problems.Report(ProblemCode.MissingArgument, call.Name.Span, $"{block.Name.Text} needs '{parameter.Name.Text}': {Usage(block)}");
                    return null;
            }

            inner = inner.With(parameter.Name.Text, number);
        }

        return slots.IsComplete ? inner : null;
    }

    private BoundValue FeedGroup(BoundValue value, GroupStage group, BindingContext context)
    {
        if (group.As is { } syntax)
        {
            var text = Evaluate(syntax, context.Constants);
            var names = syntax.Shares ? context.Names.SharedGroup(text) : context.Names.Group(text, IsNumbered(syntax), syntax.Span);
            context = context with { Names = names };
        }

        return Feed(value, group.Stages, context);
    }

    private BoundValue FeedRepeat(BoundValue value, RepeatStage repeat, BindingContext context)
    {
        var from = repeat.From is null ? 1 : _evaluator.Evaluate(repeat.From, context.Constants);
        var to = _evaluator.Evaluate(repeat.To, context.Constants);
        if (repeat.Variable is { } variable && context.Constants.Names.Contains(variable.Text))
        {
            _problems.Report(ProblemCode.DuplicateName, variable.Span, $"'{variable.Text}' is already the name of a number around this repeat");
        }

        if (from is null || to is null)
        {
            return Feed(BoundValue.Unknown, repeat.Body, false, Iteration(repeat, null, context));
        }

        var count = (decimal)to - from.Value + 1;
        if (count < 0 || count > Limits.RepeatCount)
        {
            var span = repeat.From?.Span.To(repeat.To.Span) ?? repeat.To.Span;
            var found = repeat.From is null ? $"{Rules.Text(to.Value)} repetitions" : $"{Rules.Text(from.Value)}..{Rules.Text(to.Value)}";
            _problems.Report(ProblemCode.RepeatCount, span, $"{found}: a repeat runs upwards, at most {Rules.Text(Limits.RepeatCount)} times");
            return Feed(BoundValue.Unknown, repeat.Body, false, Iteration(repeat, null, context));
        }

        count = _unrolls ? count : Math.Min(count, 1);
        for (var i = 0; i < (int)count && !_builder.Stopped; i++)
        {
            value = Feed(value, repeat.Body, false, Iteration(repeat, from.Value + i, context));
        }

        return value;
    }

    private static BindingContext Iteration(RepeatStage repeat, long? value, BindingContext context) => repeat.Variable is { } variable
        ? context.Deeper() with { Constants = context.Constants.With(variable.Text, value) }
        : context.Deeper();

    private LayerName Name(string keyword, ParameterName? syntax, Span span, BindingContext context)
    {
        if (syntax is null)
        {
            return context.Names.Auto(keyword, span);
        }

        var text = Evaluate(syntax, context.Constants);
        return syntax.Shares
            ? context.Names.With(keyword, text, syntax.Span)
            : context.Names.As(keyword, text, IsNumbered(syntax), syntax.Span);
    }

    private static bool IsNumbered(ParameterName name) => name.Parts.Any(part => part is NumberPart);

    private string Evaluate(ParameterName name, ConstantScope constants)
    {
        var text = new StringBuilder();
        foreach (var part in name.Parts)
        {
            if (part is TextPart plain)
            {
                text.Append(plain.Text);
                continue;
            }

            var number = _evaluator.Evaluate(((NumberPart)part).Value, constants);
            if (number < 0)
            {
                _problems.Report(ProblemCode.ArgumentRange, part.Span, $"the number in a name is {Rules.Text(number.Value)}, but must not be negative");
            }

            text.Append(number is null ? "?" : Rules.Text(number.Value));
        }

        return text.ToString();
    }

    private static string Usage(BlockDeclaration block) => block.Parameters.Count == 0
        ? block.Name.Text
        : $"{block.Name.Text}({string.Join(", ", block.Parameters.Select(p => p.Default is null ? p.Name.Text : p.Name.Text + "=..."))})";

    private static string Describe(BlockDeclaration block, ConstantScope constants)
    {
        var arguments = block.Parameters.Select(p => constants.TryFind(p.Name.Text, out var value) && value is { } number
            ? $"{p.Name.Text}={Rules.Text(number)}"
            : p.Name.Text);
        return block.Parameters.Count == 0 ? block.Name.Text : $"{block.Name.Text}({string.Join(", ", arguments)})";
    }
}
