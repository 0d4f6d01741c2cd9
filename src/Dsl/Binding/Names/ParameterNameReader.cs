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

    /// <summary>The name; an unknown number is a question mark, which no name has.</summary>
    public string Read(ParameterName name, ConstantScope constants)
    {
        var text = new StringBuilder();
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

            text.Append(number is null ? "?" : Rules.Text(number.Value));
        }

        return text.ToString();
    }
}
