namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>Batch-norm with running statistics; without γ and β where they are left out.</summary>
internal sealed record BatchNormTerm(int? Gamma, int? Beta, int Mean, int Variance, double Epsilon) : EpilogueTerm;
