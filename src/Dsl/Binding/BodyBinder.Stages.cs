using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Binding.Names;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>The stages of a chain.</summary>
internal sealed partial class BodyBinder
{
    /// <summary>Stands for a name that is not known, which is reported. No name of a spec has this character.</summary>
    private const string LostName = "?";

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
            CallStage call when _spec.In(context.Blocks?.Block).IsMisnamed(call) => FeedMisnamed(value, call, context),
            CallStage call when OpCatalog.FindStage(call.Name.Text) is { } op => FeedOp(value, call, op, beforeBatchNorm, context),
            CallStage call when ChainCatalog.Find(call.Name.Text) is { } chain => FeedChain(value, call, chain, context),
            CallStage call when call.Name.Text == ChainCatalog.Deformable => FeedFactors(value, call, context),
            CallStage call when call.Name.Text == OpCatalog.Split => FeedSplit(call),
            CallStage call => FeedDeclared(value, call, beforeBatchNorm, context),
            RepeatStage repeat => FeedRepeat(value, repeat, context),
            GroupStage group => FeedGroup(value, group, context),
            _ => throw new InvalidOperationException($"no rule for {stage.GetType().Name}"),
        };
    }

    private BoundValue FeedOp(BoundValue value, CallStage call, OpSyntax syntax, bool beforeBatchNorm, BindingContext context)
    {
        call = Tidy(call, syntax);
        var name = Name(call.Name.Text, call.As, call.Span, context);
        var arguments = new ArgumentReader(syntax, call, context.Constants, _evaluator, _lines, _problems, value, beforeBatchNorm);
        var op = syntax.Make(arguments);
        if (op is null || !arguments.IsSound)
        {
            MissUnsound(syntax, op, name);
            return BoundValue.Unknown;
        }

        var result = Apply(op, [value], name, call.Span, op is Kronecker factor ? ResultOf(factor) : $"the result of {call.Name.Text}");
        if (call.As is { Shares: true } && result.Shape is not null && op.Parameters([value.Shape!]).Count == 0)
        {
            ReportNothingToShare(call.Name.Text, call.As);
        }

        return result;
    }

    private void ReportNothingToShare(string keyword, ParameterName name) =>
        _problems.Report(ProblemCode.SharedLayerMismatch, name.Span, $"{keyword} has no parameters that it could share");

    private BoundValue FeedMisnamed(BoundValue value, CallStage call, BindingContext context)
    {
        UsesBroken = true;
        return _guesses && _spec.In(context.Blocks?.Block).FindMisnamed(call.Name.Text) is BlockDeclaration block
            ? FeedBlock(value, call, block, Name(call.Name.Text, call.As, call.Span, context), context)
            : BoundValue.Unknown;
    }

    private BoundValue FeedDeclared(BoundValue value, CallStage call, bool beforeBatchNorm, BindingContext context)
    {
        var declaration = _spec.In(context.Blocks?.Block).Find(call.Name.Text);
        if (declaration is null)
        {
            UsesBroken = true;
            return _guesses ? FeedMeant(value, call, beforeBatchNorm, context) : BoundValue.Unknown;
        }

        UsesBroken |= _spec.IsBroken(declaration);
        var name = Name(call.Name.Text, call.As, call.Span, context);
        if (declaration is BlockDeclaration block)
        {
            return FeedBlock(value, call, block, name, context);
        }

        ArgumentSlots.Match(call, [], call.Name.Text, _problems);
        _builder.Miss(GuessedParameters(((NeuronsDeclaration)declaration).Body), name.Parameters);
        if (_spec.FindNeurons((NeuronsDeclaration)declaration) is { } neurons)
        {
            return Apply(neurons, [value], name, call.Span, $"the result of {call.Name.Text}");
        }

        _builder.Miss(NeuronsBinder.ParameterNames(((NeuronsDeclaration)declaration).Body), name.Parameters);
        return BoundValue.Unknown;
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

        var arguments = _guesses ? _blockArguments.Guess(call, block, context.Constants) : _blockArguments.Read(call, block, context.Constants);
        if (arguments is not { } constants || !_unrolls)
        {
            return BoundValue.Unknown;
        }

        if (_builder.Stopped)
        {
            return BoundValue.Unknown;
        }

        var outer = _use;
        _use ??= call.Span;
        var result = BindBlock(block, value, constants, name, context);
        _use = outer;
        return result;
    }

    /// <summary>Binds the body of a block with the value that is fed to it.</summary>
    public BoundValue BindBlock(BlockDeclaration block, BoundValue value, ConstantScope constants, LayerName name, BindingContext context)
    {
        _spec.MarkBound(block);
        var outer = _problems.Place;
        _problems.Place = BlockArguments.Describe(block, constants);
        var inner = context with
        {
            Constants = constants,
            Values = new() { ["in"] = value with { Label = "'in'" } },
            Names = context.Names.Inside(name),
            Blocks = new(block, context.Blocks),
        };
        foreach (var (defined, bound) in block.Body.Select(Meant).SelectMany(statement => Definitions(statement, inner)))
        {
            if (!inner.Values.ContainsKey(defined.Text))
            {
                inner.Values.Add(defined.Text, bound);
            }
        }

        _problems.Place = outer;
        return inner.Values.TryGetValue("out", out var result) ? result with { Label = $"the result of {block.Name.Text}" } : BoundValue.Unknown;
    }

    private IReadOnlyList<(Identifier Name, BoundValue Value)> Definitions(Statement statement, BindingContext context) => statement switch
    {
        BindingStatement binding => [(binding.Name, Bind(binding.Name, binding.Shape, binding.Value, context))],
        SplitStatement split => Bind(split, context),
        _ => [],
    };

    private BoundValue FeedGroup(BoundValue value, GroupStage group, BindingContext context)
    {
        if (group.As is { } syntax)
        {
            var names = Group(syntax, context);
            if (!_builder.CheckName(names.LongestPath, syntax.Span))
            {
                return BoundValue.Unknown;
            }

            context = context with { Names = names };
        }

        return Feed(value, group.Stages, context);
    }

    private NameScope Group(ParameterName syntax, BindingContext context)
    {
        if (_names.Read(syntax, context.Constants) is not { } text)
        {
            _builder.LoseName();
            return context.Names.Group(LostName, numbered: false, syntax.Span);
        }

        return syntax.Shares
            ? context.Names.SharedGroup(text, Own(syntax, context))
            : context.Names.Group(text, ParameterNameReader.IsNumbered(syntax), syntax.Span);
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
        var name = NameUnchecked(keyword, syntax, span, context);
        _builder.CheckName(name.Node.Length > name.Parameters.Length ? name.Node : name.Parameters, name.Span);
        return name;
    }

    private LayerName NameUnchecked(string keyword, ParameterName? syntax, Span span, BindingContext context)
    {
        if (syntax is null)
        {
            return context.Names.Auto(keyword, span);
        }

        if (_names.Read(syntax, context.Constants) is not { } text)
        {
            _builder.LoseName();
            return context.Names.Auto(keyword, syntax.Span) with { Shares = syntax.Shares };
        }

        return syntax.Shares
            ? context.Names.With(keyword, text, Own(syntax, context), syntax.Span)
            : context.Names.As(keyword, text, ParameterNameReader.IsNumbered(syntax), syntax.Span);
    }

    /// <summary>The name that a layer with another's parameters has itself; null where it is named after its place.</summary>
    private OwnName? Own(ParameterName syntax, BindingContext context)
    {
        if (syntax.Own is not { } own)
        {
            return null;
        }

        if (_names.Read(own, context.Constants) is { } text)
        {
            return new(text, ParameterNameReader.IsNumbered(own), own.Span);
        }

        _builder.LoseName();
        return null;
    }
}
