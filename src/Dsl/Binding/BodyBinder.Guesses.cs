using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Binding.Names;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>
/// What a text with errors was probably meant to say: the tensors of the class that stands in for its net. A tensor too many
/// does no harm there, one too few is an error of the C# compiler in code that was right.
/// </summary>
internal sealed partial class BodyBinder
{
    /// <summary>What layers can have, for a named one that nobody knows.</summary>
    private static readonly string[] OfAnyLayer = ["weight", "bias", "running_mean", "running_var"];

    private static readonly string[] OfAnyLinear = ["weight", "bias"];

    /// <summary>The line, or what one that cannot be read was meant to say where that is asked for.</summary>
    public Statement Meant(Statement statement) => _guesses && statement is LostStatement { Meant: { } meant } ? meant : statement;

    /// <summary>The tensors of neurons of which some line may be missing, where a guess is asked for: the edges of the others are then unknown.</summary>
    public IEnumerable<string> GuessedParameters(EquatableArray<NeuronStatement> neurons) => _guesses ? NeuronsBinder.ParameterNames(neurons) : [];

    private bool FindMeant(string name, IReadOnlyDictionary<string, BoundValue> values, out BoundValue value)
    {
        value = BoundValue.Unknown;
        return _problems.Nearest(name, values.Keys) is { } near && values.TryGetValue(near, out value);
    }

    /// <summary>A stage of a name that none has.</summary>
    private BoundValue FeedMeant(BoundValue value, CallStage call, bool beforeBatchNorm, BindingContext context)
    {
        var word = call.Name.Text;
        if ((ForeignOps.Meant(word) ?? _problems.Nearest(word, OpCatalog.StageKeywords.Concat(_spec.In(context.Blocks?.Block).Names))) is { } meant)
        {
            return Feed(value, call with { Name = call.Name with { Text = meant } }, beforeBatchNorm, context);
        }

        if (call.As is { Shares: false })
        {
            _builder.Miss(OfAnyLayer, Name(word, call.As, call.Span, context).Parameters);
        }

        return BoundValue.Unknown;
    }

    /// <summary>Notes the tensors of a layer with arguments that are wrong.</summary>
    private void MissUnsound(OpSyntax syntax, Op? op, LayerName name)
    {
        if (!_guesses || name.Shares)
        {
            return;
        }

        if (op is not null)
        {
            _builder.Miss(op, name);
        }

        if (syntax.Arguments.Any(argument => argument.Name == ArgumentSpec.Bias.Name))
        {
            _builder.Miss(OfAnyLinear, name.Parameters);
        }
    }

    /// <summary>The call with the names of its arguments as they were probably meant.</summary>
    private CallStage Tidy(CallStage call, StageSyntax syntax)
    {
        if (!_guesses)
        {
            return call;
        }

        string[] names = [.. syntax.Arguments.Select(argument => argument.Name)];
        return call with
        {
            Arguments = call.Arguments.Select(argument => argument.Name is { } name
                && !names.Contains(name.Text)
                && Suggest.NearestOrShorter(name.Text, names) is { } near
                ? argument with { Name = name with { Text = near } }
                : argument).ToEquatableArray(),
        };
    }

    /// <summary>
    /// The factors of a chain whose arguments are wrong, or whose operand nobody knows: that is then taken for as wide as the
    /// result. Their number depends on nothing else but in a butterfly, which has the most with the smallest blocks.
    /// </summary>
    private IReadOnlyList<KsPattern> GuessFactors(CallStage call, ChainSyntax syntax, BoundValue value, BindingContext context)
    {
        if (value.Shape is not null)
        {
            return syntax.Expand(
                new ArgumentReader(syntax, call with { Arguments = default }, context.Constants, _evaluator, _lines, _problems, value, beforeBatchNorm: false));
        }

        var width = call.Arguments.FirstOrDefault(argument => argument.Name is null or { Text: "out" })
            is { Value: ExpressionArgument { Value: var expression } }
            ? _evaluator.Evaluate(expression, context.Constants)
            : null;
        var operand = new BoundValue(null, Shape.Vector(width is >= 1 and <= Rules.MaxSize ? (int)width : 1), "");
        return syntax.Expand(new ArgumentReader(syntax, call, context.Constants, _evaluator, _lines, _problems, operand, beforeBatchNorm: false));
    }
}
