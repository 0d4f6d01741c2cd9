namespace NetSpec.Dsl.Problems;

/// <summary>The kinds of problem a spec can have; the number is the diagnostic's id (<c>NSPEC1001</c>) and is never reused.</summary>
public enum ProblemCode
{
    /// <summary>An op was given a vector where it takes a map, or the reverse.</summary>
    RankMismatch = 2101,

    /// <summary>A size is beyond what a program can hold.</summary>
    TooLarge = 2102,

    /// <summary>A size came out as zero or less.</summary>
    EmptyShape = 2103,

    /// <summary>Widths, channels or shapes that must agree do not.</summary>
    ShapeMismatch = 2104,

    /// <summary>An op was given too few or too many operands.</summary>
    OperandCount = 2106,
}
