namespace NetSpec.Fuzz;

/// <summary>Something that must hold its promises on any input.</summary>
public interface IFuzzTarget
{
    /// <summary>What is counted: <c>texts</c>.</summary>
    string Noun { get; }

    /// <summary>Makes the input that belongs to a seed and checks it; null when all is well.</summary>
    FuzzFailure? Run(int seed);

    /// <summary>The same failure with a smaller input, where the target knows how to make one.</summary>
    FuzzFailure Shrink(FuzzFailure failure) => failure;

    /// <summary>The input that belongs to a seed, for a person to read.</summary>
    string Show(int seed);
}
