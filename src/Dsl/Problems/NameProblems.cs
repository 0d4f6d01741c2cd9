using System.Collections.Generic;
using static NetSpec.Dsl.Problems.ProblemSeverity;

namespace NetSpec.Dsl.Problems;

/// <summary>NSPEC20xx: names and the lines that give them; NSPEC3xxx: what a pass or device does not support or better had otherwise.</summary>
internal static class NameProblems
{
    public static readonly IReadOnlyList<ProblemEntry> Entries =
    [
        new(ProblemCode.UnknownName, Error, "Unknown name", "Correct the name, or define what it should stand for."),
        new(ProblemCode.DuplicateName, Error, "Name defined twice", "Rename one of the two."),
        new(ProblemCode.DuplicateNet, Error, "Two nets of one name", "Rename one of the nets, or put it into another namespace."),
        new(ProblemCode.DuplicateLayer, Error, "Two layers of one name", "Give one of them another name after 'as', or share its parameters by 'with'."),
        new(ProblemCode.ReservedName, Error, "Reserved name", "Choose another name: this one already has a meaning."),
        new(ProblemCode.UsedBeforeDefinition, Error, "Value used before its definition", "Move the definition above its first use."),
        new(ProblemCode.CyclicValue, Error, "Value depends on itself", "Break the circle: a network has none."),
        new(ProblemCode.RecursiveBlock, Error, "Block uses itself", "Unroll the recursion with repeat, or write the innermost case as a block of its own."),
        new(ProblemCode.MissingInput, Error, "Net without an input", "Add a line such as 'input x : 784'."),
        new(ProblemCode.MissingOutput, Error, "Net without an output", "Add a line such as 'output y = x -> linear(10)'."),
        new(ProblemCode.MissingOut, Error, "Block without a result", "Bind the block's result to 'out'."),
        new(ProblemCode.Unused, Warning, "Name never used", "Use it, or delete the line that defines it."),
        new(ProblemCode.MemberClash, Error, "Members of one name in the emitted class", "Rename the input, the output or the net."),
        new(ProblemCode.UnknownPass, Error, "Unknown pass", "Choose among the passes of the language reference."),
        new(ProblemCode.UnknownLayout, Error, "Unknown layout", "Write batch_first or batch_last."),
        new(ProblemCode.MisplacedStatement, Error, "Misplaced line", "Move the line to where the language has a place for it, or delete it."),
        new(ProblemCode.MissingDefault, Error, "Net parameter without a default", "Give the parameter a default: a net is compiled with its defaults."),
        new(ProblemCode.UnknownLayer, Error, "Unknown layer", "Name a layer that stands above, as 'as' or its binding names it."),
        new(ProblemCode.SharedLayerMismatch, Error, "Shared parameters do not fit", "Share parameters only between layers of one op and equal dimensions."),
        new(ProblemCode.MisplacedOp, Error, "Op in the wrong place", "Feed a value through a stage with '->'; join values with 'concat(a, b)' or 'a + b'."),
        new(ProblemCode.UnknownPrecision, Error, "Unknown precision", "Write fp32 or fp16."),
        new(ProblemCode.WordOfCSharp, Error, "Name that is a word of C#", "Rename the net or namespace; any other word will do, keywords of C# among them."),
        new(ProblemCode.UnfitPath, Error, "Unfit path", "Write the way from this file to the other, such as \"../shared/blocks.netspec\"."),
        new(ProblemCode.MissingFile, Error, "Used file missing", "Correct the path, or add the file to the specs of the project."),
        new(ProblemCode.CircularUse, Error, "File uses itself", "Move what both files need into a third one that uses neither."),
        new(
            ProblemCode.ReusedAlongPath,
            Warning,
            "Weights used twice along a path",
            "Keep it if upper estimates will do; give the second layer parameters of its own for exact Φ-costs."),
        new(
            ProblemCode.OversizedChain,
            Warning,
            "Sparse chain larger than a dense layer",
            "Write fewer or sparser factors, or linear in their place; keep it if the factors matter for themselves."),
        new(ProblemCode.TunedTwice, Error, "Kernel tuned twice", "Delete one of the two lines."),
    ];
}
