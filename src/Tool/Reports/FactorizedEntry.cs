namespace NetSpec.Tool.Reports;

/// <summary>A linear layer and its factors; no patterns for one that stays dense.</summary>
internal sealed record FactorizedEntry(
    string Name, int Outputs, int Inputs, string? Patterns, double RelativeError, long Parameters, long ParametersAfter, long MultiplyAdds,
    long MultiplyAddsAfter);
