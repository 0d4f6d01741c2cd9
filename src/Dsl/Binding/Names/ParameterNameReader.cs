using System.Linq;
using System.Text;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding.Names;

/// <summary>Reads the names after <c>as</c> and <c>with</c>: text, and numbers in braces.</summary>
internal sealed class ParameterNameReader(ConstEvaluator evaluator, ProblemBag problems)
{
    public static bool IsNumbered(ParameterName name) => name.Parts.Any(part => part is NumberPart);

    /// <summary>The name; null when a number in it is unknown, or when it is too long, which is reported.</summary>
    public string? Read(ParameterName name, ConstantScope constants)
    {
        var (text, isKnown) = (new StringBuilder(), true);
        foreach (var part in name.Parts)
        {
            if (part is TextPart plain)
            {
                text.Append(plain.Text);
                continue;
            }

            var number = evaluator.Evaluate(((NumberPart)part).Value, constants);
            if (number < 0)
            {
                problems.Report(ProblemCode.ArgumentRange, part.Span, $"the number in a name is {Rules.Text(number.Value)}, but must not be negative");
            }

            isKnown &= number is not null;
            text.Append(number is null ? "" : Rules.Text(number.Value));
            if (text.Length > SyntaxLimits.NameLength)
            {
                problems.Report(
                    ProblemCode.NameTooLong,
                    name.Span,
                    $"this name has more than {Rules.Text(SyntaxLimits.NameLength)} characters with the numbers in it; so many are the limit");
                return null;
            }
        }

        return isKnown ? text.ToString() : null;
    }
}
