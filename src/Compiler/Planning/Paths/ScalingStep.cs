using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>
/// A step of the walk over a path-norm net that derives its tensors. Operands are steps by number; weights, biases and the tensors of a
/// batch-norm are parameters of the network by number, -1 for one that is frozen or not there.
/// </summary>
/// <param name="Name">The node that it derives.</param>
internal abstract record ScalingStep(string Name);

/// <summary>A value that is one everywhere.</summary>
internal sealed record OnesScaling(string Name, int Channels) : ScalingStep(Name);

/// <summary>A convolution, transposed or not.</summary>
internal sealed record ConvScaling(
    string Name,
    int Operand,
    int Weight,
    int Bias,
    int Channels,
    int Groups,
    bool IsTransposed,
    ScalingAxis Rows,
    ScalingAxis Columns) : ScalingStep(Name);

/// <summary>A linear layer.</summary>
internal sealed record LinearScaling(string Name, int Operand, int Weight, int Bias, int Features) : ScalingStep(Name);

/// <summary>A Kronecker-sparse factor.</summary>
internal sealed record KroneckerScaling(string Name, int Operand, int Weight, KsPattern Pattern) : ScalingStep(Name);

/// <summary>A batch-norm.</summary>
internal sealed record BatchNormScaling(string Name, int Operand, int Gamma, int Beta, int Mean, int Variance, double Epsilon) : ScalingStep(Name);

/// <summary>A scale.</summary>
internal sealed record ScaleScaling(string Name, int Operand, int Weight, int Bias) : ScalingStep(Name);

/// <summary>Frozen edges side by side.</summary>
internal sealed record EdgesScaling(string Name, int Operand, EquatableArray<double> Edges) : ScalingStep(Name);

/// <summary>A sum over windows, divided by a number that they share; 1 for none.</summary>
internal sealed record SumPoolScaling(string Name, int Operand, int Covered, int Divisor) : ScalingStep(Name);

/// <summary>A sum over windows, each divided by a number of its own.</summary>
internal sealed record UnevenSumPoolScaling(string Name, int Operand, int Covered, int Fewest) : ScalingStep(Name);

/// <summary>A sum.</summary>
internal sealed record AddScaling(string Name, EquatableArray<int> Operands) : ScalingStep(Name);

/// <summary>A concatenation.</summary>
internal sealed record ConcatScaling(string Name, EquatableArray<int> Operands) : ScalingStep(Name);

/// <summary>A map as a vector.</summary>
internal sealed record FlattenScaling(string Name, int Operand, int Pixels) : ScalingStep(Name);

/// <summary>Values repeated.</summary>
internal sealed record UpsampleScaling(string Name, int Operand, int Copies) : ScalingStep(Name);

/// <summary>Weighted means of neighbours.</summary>
internal sealed record InterpolationScaling(string Name, int Operand, int Covered, int Copies) : ScalingStep(Name);

/// <summary>Some of the channels.</summary>
internal sealed record SliceScaling(string Name, int Operand, int First, int Count) : ScalingStep(Name);

/// <summary>Channels of groups by turns.</summary>
internal sealed record ShuffleScaling(string Name, int Operand, int Groups) : ScalingStep(Name);

/// <summary>Channels of zeros before and behind the others.</summary>
internal sealed record PadScaling(string Name, int Operand, int Front, int Back) : ScalingStep(Name);

/// <summary>A block of neurons.</summary>
internal sealed record NeuronsScaling(string Name, int Operand, EquatableArray<DerivedNeuron> Neurons, EquatableArray<int> Outputs) : ScalingStep(Name);
