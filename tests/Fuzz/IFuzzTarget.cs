namespace NetSpec.Fuzz;

/// <summary>Something that must hold its promises on any input.</summary>
public interface IFuzzTarget
{
    /// <summary>What is counted: <c>texts</c>.</summary>
    string Noun { get; }

    /// <summary>Makes the input that belongs to a seed and checks it; null when all is well.</summary>
    FuzzFailure? Run(int seed);

    /// <summary>The input that belongs to a seed, for a person to read.</summary>
    string Show(int seed);
}
