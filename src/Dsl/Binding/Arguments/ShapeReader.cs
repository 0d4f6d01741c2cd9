using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>Reads the shapes that a spec states: of inputs and of annotated values.</summary>
internal sealed class ShapeReader(ConstEvaluator evaluator, SourceLines lines, ProblemBag problems)
{
    /// <summary>The shape, or null when it is unknown or wrong; what is wrong is reported.</summary>
    public Shape? Read(ShapeSyntax syntax, ConstantScope constants)
    {
        if (lines.ShapeMeantAt(syntax.Span) is { Batch.Length: > 0 } meant && IsUnknown(syntax.Dims[0], meant.Batch, constants))
        {
            problems.Report(ProblemCode.InvalidShape, syntax.Span, meant.Message);
            return null;
        }

        if (syntax.Dims.Count is not (1 or 2 or 3))
        {
            var batch = syntax.Dims.Count == 4 ? "; the batch is no part of a shape" + $", write {string.Join("x", syntax.Dims.Skip(1).Select(Text))}" : "";
            problems.Report(
                ProblemCode.InvalidShape,
                syntax.Span,
                "a shape has 1 dimension (features), 2 (channels x length, or tokens x features) or 3 (channels x height x width), not "
                    + $"{Rules.Text(syntax.Dims.Count)}{batch}");
            return null;
        }

        var dims = syntax.Dims.Select(dim => evaluator.Evaluate(dim, constants)).ToArray();
        if (dims.Any(dim => dim is null))
        {
            return null;
        }

        if (syntax.IsListed)
        {
            problems.Report(
                ProblemCode.InvalidShape,
                syntax.Span,
                $"a shape has 'x' between its dimensions, not commas: {string.Join("x", dims.Select(dim => Rules.Text(dim!.Value)))}");
            return null;
        }

        var product = 1m;
        for (var i = 0; i < dims.Length; i++)
        {
            var dim = dims[i]!.Value;
            if (dim < 1)
            {
                problems.Report(ProblemCode.EmptyShape, syntax.Dims[i].Span, $"a dimension is {Rules.Text(dim)}, but must be at least 1");
                return null;
            }

            product = product > Rules.MaxSize ? product : product * dim;
        }

        if (product <= Rules.MaxSize)
        {
            return new(new(dims.Select(dim => (int)dim!.Value)));
        }

        var text = string.Join("x", dims.Select(dim => Rules.Text(dim!.Value)));
        problems.Report(ProblemCode.TooLarge, syntax.Span, $"{text} is more than the {Rules.Text(Rules.MaxSize)} numbers that a value holds");
        return null;
    }

    /// <summary>Whether the first dimension is a word for the batch and no number of the spec.</summary>
    private static bool IsUnknown(Expression first, string batch, ConstantScope constants) =>
        first is NegateExpression || (first is NameExpression name && !constants.TryFind(name.Name, out _) && !constants.TryFind(batch, out _));

    private string Text(Expression dim) => dim is IntegerExpression || lines.Quote(dim.Span)[0] == '(' ? lines.Quote(dim.Span) : $"({lines.Quote(dim.Span)})";
}
