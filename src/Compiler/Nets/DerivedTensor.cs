using NetSpec.Dsl;

namespace NetSpec.Compiler.Nets;

/// <summary>
/// Where a tensor of a path-norm net comes from: |·|^q of something of the source net, times powers of two for units.
/// Numbers of tensors are indices into the source net's parameters.
/// </summary>
internal abstract record DerivedTensor;

/// <summary>|θ|^q of a tensor.</summary>
internal sealed record PowerTensor(int Source) : DerivedTensor;

/// <summary>Weights frozen at one.</summary>
internal record FrozenTensor : DerivedTensor;

/// <summary>A factor that is the sum of the |·|^q of frozen edges side by side.</summary>
internal sealed record FrozenEdgesTensor(EquatableArray<double> Edges) : FrozenTensor;

/// <summary>|b|^q of a bias that is frozen, one a channel.</summary>
internal sealed record FrozenBiasTensor(double Bias) : FrozenTensor;

/// <summary>|a|^q of a batch-norm, a = γ/√(s+ε); γ is 1 where there is none.</summary>
internal sealed record NormFactorTensor(int? Gamma, int Variance, double Epsilon) : DerivedTensor;

/// <summary>|c|^q of a batch-norm, c = β − γμ/√(s+ε); γ and β are 1 and 0 where there are none.</summary>
internal sealed record NormShiftTensor(int? Gamma, int? Beta, int Mean, int Variance, double Epsilon) : DerivedTensor;

/// <summary>The edges of a neuron in order: each frozen weight's |·|^q, |θ|^q of the source's next one where none is given.</summary>
internal sealed record EdgesTensor(int? Source, EquatableArray<double?> Frozen) : DerivedTensor;
