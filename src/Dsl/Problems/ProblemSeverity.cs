namespace NetSpec.Dsl.Problems;

/// <summary>Whether a problem stops the net from being emitted.</summary>
public enum ProblemSeverity
{
    Warning,
    Error,
}
