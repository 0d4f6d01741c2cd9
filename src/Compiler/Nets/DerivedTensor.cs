using NetSpec.Dsl;

namespace NetSpec.Compiler.Nets;

/// <summary>
/// Where a tensor of a path-norm net comes from: |·|^q of something of the source net, times powers of two for units.
/// Numbers of tensors are indices into the source net's parameters.
/// </summary>
public abstract record DerivedTensor;

/// <summary>|θ|^q of a tensor.</summary>
public sealed record PowerTensor(int Source) : DerivedTensor;

/// <summary>Weights frozen at one.</summary>
public record FrozenTensor : DerivedTensor;

/// <summary>A factor that is the sum of the |·|^q of frozen edges side by side.</summary>
public sealed record FrozenEdgesTensor(EquatableArray<double> Edges) : FrozenTensor;

/// <summary>|a|^q of a batch-norm, a = γ/√(s+ε); γ is 1 where there is none.</summary>
public sealed record NormFactorTensor(int? Gamma, int Variance, double Epsilon) : DerivedTensor;

/// <summary>|c|^q of a batch-norm, c = β − γμ/√(s+ε); γ and β are 1 and 0 where there are none.</summary>
public sealed record NormShiftTensor(int? Gamma, int? Beta, int Mean, int Variance, double Epsilon) : DerivedTensor;

/// <summary>The edges of a neuron in order: each frozen weight's |·|^q, |θ|^q of the source's next one where none is given.</summary>
public sealed record EdgesTensor(int? Source, EquatableArray<double?> Frozen) : DerivedTensor;
