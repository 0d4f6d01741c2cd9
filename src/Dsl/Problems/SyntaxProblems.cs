using System.Collections.Generic;
using static NetSpec.Dsl.Problems.ProblemSeverity;

namespace NetSpec.Dsl.Problems;

/// <summary>NSPEC1xxx: a line that cannot be read.</summary>
internal static class SyntaxProblems
{
    public static readonly IReadOnlyList<ProblemEntry> Entries =
    [
        new(ProblemCode.UnexpectedText, Error, "Unexpected text", "Write what the message expects at that place."),
        new(ProblemCode.UnexpectedEnd, Error, "Line ends too soon", "Complete the line; to go on below, begin the next line with '->'."),
        new(ProblemCode.InvalidCharacter, Error, "Invalid character", "Replace or delete the character; outside comments specs are plain ASCII."),
        new(ProblemCode.MisspeltKeyword, Error, "Misspelt keyword", "Correct the word as the message suggests."),
        new(ProblemCode.KeywordAsName, Error, "Keyword as a name", "Choose a name that is not a keyword."),
        new(ProblemCode.DanglingArrow, Error, "Arrow without a value", "Write the value that the arrow feeds on the line above, or delete the line."),
        new(ProblemCode.MissingBrace, Error, "Missing brace", "End the line of the header with '{'."),
        new(ProblemCode.UnclosedBrace, Error, "Brace never closed", "Add a line with '}' after the last line of the body."),
        new(ProblemCode.ExtraBrace, Error, "Brace too many", "Delete the '}'."),
        new(
            ProblemCode.UnexpectedBrace,
            Error,
            "Brace in the wrong place",
            "Only net, block and neurons have a body in braces; group stages with parentheses."),
        new(ProblemCode.OutsideNet, Error, "Line outside every net and block", "Move the line into a net or block."),
        new(ProblemCode.MisplacedDeclaration, Error, "Declaration in the wrong place", "Move the declaration to where the message says."),
        new(ProblemCode.RepeatedNamespace, Error, "Second namespace", "Keep one namespace; use a second file for a second one."),
        new(ProblemCode.FileTooLong, Error, "File too long", "Split the file, and repeat layers with repeat and block."),
        new(ProblemCode.LineTooLong, Error, "Line too long", "Bind parts of the line to names of their own."),
        new(ProblemCode.NestedTooDeep, Error, "Nested too deep", "Bind the inner parts to names of their own, or make them blocks."),
        new(ProblemCode.ExpressionTooLong, Error, "Expression too long", "Compute the number beforehand, or shorten the expression."),
        new(ProblemCode.NameTooLong, Error, "Name too long", "Choose a shorter name."),
    ];
}
