namespace NetSpec.Generator.Planning;

/// <summary>The constants of a Kronecker-sparse factor.</summary>
public sealed record KroneckerShape(int A, int B, int C, int D, bool Relu, bool HasResidual) : KernelShape(Relu, HasResidual);
