using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>
/// What is said of a call of an op whose arguments have the words or the order of another framework. Arguments end by
/// position with those that must be given: PyTorch's <c>conv(3, 8, 3)</c>, in, out and kernel, would else be a convolution
/// of 3 channels, kernel 8 and stride 3.
/// </summary>
internal sealed class CallWording(StageSyntax op, CallStage call, Shape? input, ConstantScope constants, SourceLines lines)
{
    /// <summary>The end of the message about an argument that the op does not have; empty when nothing helps.</summary>
    public string Unknown(string word)
    {
        var names = op.Arguments.Select(a => a.Name).ToList();
        return ForeignArguments.Hint(word, names) ?? Suggest.Hint(word, names);
    }

    /// <summary>The message about the first argument that has no place by position.</summary>
    public string Excess()
    {
        var places = op.Arguments.Take(op.Positions).Select(a => a.Name).ToArray();
        var excess = call.Arguments[op.Positions];
        var named = op.Arguments.Skip(op.Positions).ToArray();
        var example = named.FirstOrDefault(argument => Fits(excess, argument)) is { } fit ? $"{fit.Name}={Text(excess)}" : named[0].ToString();
        var taken = places.Length == 0 ? "its arguments by name" : $"{string.Join(" and ", places)} by position and the rest by name";
        return $"{call.Name.Text} takes {taken}, such as {example}{OtherOrder()}";
    }

    /// <summary>The call without the sizes of the operand in front, where the first argument is what they would be.</summary>
    private string OtherOrder()
    {
        if (op.OtherOrder is null || input is null || Number(call.Arguments[0]) != input.Channels || !IsInOtherOrder(op.OtherOrder))
        {
            return "";
        }

        var rest = call.Arguments.Skip(1).Select((argument, i) => argument.Name is not null || i < op.Positions
            ? Text(argument)
            : i < op.Arguments.Count ? $"{op.Arguments[i].Name}={Text(argument)}" : "...");
        var arguments = string.Join(", ", rest);
        return $"; if it is meant as {op.OtherOrder}, leave out what is known from the operand: "
            + $"{call.Name.Text}{(arguments.Length > 0 ? $"({arguments})" : "")}";
    }

    /// <summary>
    /// Whether the sizes of the other order are all there, as numbers: <c>linear(8, true)</c> lacks one. Nobody means a kernel of 1
    /// for each channel, which is a scale, so that <c>depthwise(3, 1)</c> is kernel and stride.
    /// </summary>
    private bool IsInOtherOrder(string order)
    {
        var sizes = order.Split(',').Length;
        return call.Arguments.Count >= sizes
            && call.Arguments.Take(sizes).All(argument => argument.Name is null && !IsFlag(argument))
            && (op.Keyword != Conv2D.DepthwiseSyntax.Keyword || Number(call.Arguments[1]) != 1);
    }

    private static bool IsFlag(Argument argument) => argument.Value is ExpressionArgument { Value: NameExpression { Name: "true" or "false" } };

    /// <summary>Whether an argument may be what is given by position: a flag, or the word that one has, is that of no other.</summary>
    private static bool Fits(Argument given, ArgumentSpec argument) =>
        given.Value is ExpressionArgument { Value: NameExpression word } && SpecScope.IsWord(word.Name)
        ? IsFlag(given) ? argument.Kind == ArgumentKind.Flag : argument.Word == word.Name
        : argument.Kind != ArgumentKind.Flag;

    private string Text(Argument argument) => lines.Quote(argument.Span);

    private long? Number(Argument argument) => argument is { Name: null, Value: ExpressionArgument { Value: var expression } }
        ? new ConstEvaluator(new ProblemBag()).Evaluate(expression, constants)
        : null;
}
