namespace NetSpec.Fuzz;

/// <summary>A broken promise.</summary>
/// <param name="Seed">The seed of the input, with which <c>--case</c> runs it again.</param>
/// <param name="Reason">What happened, or the exception.</param>
/// <param name="Input">The input, for a person to read.</param>
public sealed record FuzzFailure(int Seed, string Reason, string Input);
