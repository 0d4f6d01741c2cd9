namespace NetSpec.Dsl.Binding;

/// <summary>
/// How much a spec may ask for. Far beyond any real network, and low enough that a slip (a zero too many in a repeat)
/// ends in a message and not in a machine without memory.
/// </summary>
internal static class Limits
{
    public const int BlockNesting = 64;

    /// <summary>Groups, repeats and sums within one another, blocks included: bounds the recursion of the binder.</summary>
    public const int Depth = 256;

    public const int RepeatCount = 10_000;

    /// <summary>Stages and sums of one net, each counted as often as it is unrolled.</summary>
    public const int Steps = 100_000;

    /// <summary>The same for what stands in for a net with errors, which editors ask for at every keystroke. Members that come later are not known.</summary>
    public const int GuessedSteps = 25_000;

    /// <summary>The same for a net that is refused for its steps: what it would emit for so many of them is read by nobody.</summary>
    public const int GuessedStepsOfTooMany = 1_000;

    public const int Neurons = 4_096;
}
