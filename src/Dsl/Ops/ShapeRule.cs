using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The outcome of an op's shape rule: a shape, or a problem and the text that completes its message.</summary>
/// <param name="Shape">The result's shape, null when the operands do not fit.</param>
/// <param name="Code">What kind of problem, when there is one.</param>
/// <param name="Message">What was found and what would be right, when there is a problem.</param>
public sealed record ShapeRule(Shape? Shape, ProblemCode? Code, string Message)
{
    public static ShapeRule Of(Shape shape) => new(shape, null, "");

    public static ShapeRule Fail(ProblemCode code, string message) => new(null, code, message);
}
