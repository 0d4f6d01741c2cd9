using System.Collections.Generic;
using static NetSpec.Dsl.Problems.ProblemSeverity;

namespace NetSpec.Dsl.Problems;

/// <summary>NSPEC21xx: shapes.</summary>
internal static class ShapeProblems
{
    public static readonly IReadOnlyList<ProblemEntry> Entries =
    [
        new(
            ProblemCode.RankMismatch,
            Error,
            "Vector in place of a map, or the reverse",
            "Flatten or pool a map before ops of vectors; feed maps to ops of maps."),
        new(ProblemCode.TooLarge, Error, "Value too large", "Make the value smaller: one value holds at most 2^28 numbers."),
        new(ProblemCode.EmptyShape, Error, "Nothing left of a value", "Make the operand larger, or kernel, stride and dilation smaller."),
        new(ProblemCode.ShapeMismatch, Error, "Sizes that do not meet", "Change one of the two sizes that the message names."),
        new(ProblemCode.WrongAnnotation, Error, "Stated shape is not the shape", "Correct the stated shape, or the layers that were meant to give it."),
        new(ProblemCode.OperandCount, Error, "Wrong number of operands", "Give the op as many values as it takes."),
        new(
            ProblemCode.InvalidShape,
            Error,
            "Neither a vector nor a map",
            "Write the features of a vector, 784, or channels, height and width of a map, 3x224x224."),
    ];
}
