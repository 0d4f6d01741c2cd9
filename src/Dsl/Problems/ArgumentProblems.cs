using System.Collections.Generic;
using static NetSpec.Dsl.Problems.ProblemSeverity;

namespace NetSpec.Dsl.Problems;

/// <summary>NSPEC22xx: arguments; NSPEC23xx: integer expressions.</summary>
internal static class ArgumentProblems
{
    public static readonly IReadOnlyList<ProblemEntry> Entries =
    [
        new(ProblemCode.UnknownArgument, Error, "Unknown argument", "Use one of the arguments that the message lists."),
        new(ProblemCode.MissingArgument, Error, "Argument missing", "Add the argument that the message names."),
        new(ProblemCode.RepeatedArgument, Error, "Argument given twice", "Delete one of the two."),
        new(ProblemCode.MisplacedArgument, Error, "Argument without a place", "Delete the argument, or give it by name."),
        new(ProblemCode.ArgumentKind, Error, "Argument of the wrong kind", "Write the kind of value that the message asks for."),
        new(ProblemCode.ArgumentRange, Error, "Argument out of range", "Choose a value within the range that the message states."),
        new(ProblemCode.ArgumentConflict, Error, "Arguments that do not go together", "Keep one of the arguments that the message names."),
        new(ProblemCode.IntegerOverflow, Error, "Integer beyond 64 bits", "Make the numbers of the expression smaller."),
        new(ProblemCode.DivisionByZero, Error, "Division by zero", "Make sure that the divisor is not zero."),
        new(ProblemCode.NegativeExponent, Error, "Negative exponent", "Make the exponent zero or more: the result must be an integer."),
    ];
}
