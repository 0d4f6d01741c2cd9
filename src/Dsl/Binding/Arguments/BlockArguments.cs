using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>Reads the arguments of a block: its parameters become the numbers of a call, or their defaults.</summary>
internal sealed class BlockArguments(ConstEvaluator evaluator, SourceLines lines, ProblemBag problems)
{
    /// <summary>The scope inside a block of which the use may not fit, or its header be unreadable: what is wrong is reported, and unknown.</summary>
    public ConstantScope Guess(CallStage call, BlockDeclaration block, ConstantScope outer)
    {
        var meant = block.Parameters.Count == 0
            ? block with { Parameters = block.MeantParameters, HasErrors = block.MeantParameters.Count == 0 && block.HasErrors }
            : block;
        return Read(call, meant, outer) ?? meant.Parameters.Aggregate(ConstantScope.RootOf(block), (scope, parameter) => scope.With(parameter.Name.Text, null));
    }

    /// <summary>The scope inside the block, or null when the call leaves out what it must give.</summary>
    public ConstantScope? Read(CallStage call, BlockDeclaration block, ConstantScope outer)
    {
        if (ConstantScope.HasLostParameters(block))
        {
            return ConstantScope.RootOf(block);
        }

        var slots = ArgumentSlots.Match(call, [.. block.Parameters.Select(p => p.Name.Text)], Usage(block), problems);
        var inner = ConstantScope.Empty;
        for (var i = 0; i < block.Parameters.Count; i++)
        {
            var parameter = block.Parameters[i];
            long? number = null;
            switch (slots[i]?.Value)
            {
                case ExpressionArgument { Value: var expression } when expression is not NameExpression word || !SpecScope.IsWord(word.Name):
                    number = evaluator.Evaluate(expression, outer);
                    break;
                case { } other:
                    problems.Report(
                        ProblemCode.ArgumentKind, other.Span, $"{block.Name.Text}: {parameter.Name.Text} is {lines.Quote(other.Span)}, but must be an integer");
                    break;
                case null when parameter.Default is not null:
                    number = evaluator.Evaluate(parameter.Default, inner);
                    break;
                case null when slots.IsComplete:
                    problems.Report(ProblemCode.MissingArgument, call.Name.Span, $"{block.Name.Text} needs '{parameter.Name.Text}': {Usage(block)}");
                    return null;
            }

            inner = inner.With(parameter.Name.Text, number);
        }

        return slots.IsComplete ? inner : null;
    }

    private static string Usage(BlockDeclaration block) => block.Parameters.Count == 0
        ? block.Name.Text
        : $"{block.Name.Text}({string.Join(", ", block.Parameters.Select(p => p.Default is null ? p.Name.Text : p.Name.Text + "=..."))})";

    /// <summary>A use of a block for messages: <c>basic(c=64)</c>.</summary>
    public static string Describe(BlockDeclaration block, ConstantScope constants)
    {
        var arguments = block.Parameters.Select(p => constants.TryFind(p.Name.Text, out var value) && value is { } number
            ? $"{p.Name.Text}={Rules.Text(number)}"
            : p.Name.Text);
        return block.Parameters.Count == 0 ? block.Name.Text : $"{block.Name.Text}({string.Join(", ", arguments)})";
    }
}
