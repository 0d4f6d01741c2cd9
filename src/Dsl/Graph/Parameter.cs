namespace NetSpec.Dsl.Graph;

/// <summary>What a tensor of parameters is to its layer. Running statistics are stored but never trained.</summary>
public enum ParameterRole
{
    Weight,
    Bias,
    Gamma,
    Beta,
    RunningMean,
    RunningVariance,
    Slope,
}

/// <summary>A tensor of a network, as it stands in the one contiguous store.</summary>
/// <param name="Name">The state-dict name: <c>layer1.0.conv1.weight</c>.</param>
/// <param name="Dims">PyTorch's dimensions: (out, in/groups, kh, kw) for a convolution, (out, in) for a linear layer.</param>
/// <param name="Role">What it is to its layer.</param>
/// <param name="Offset">Index of its first element in the store, in elements.</param>
/// <param name="FanIn">How many numbers a result is a sum of; 0 where that is the product of all dimensions but the first, or the only one.</param>
public sealed record Parameter(string Name, EquatableArray<int> Dims, ParameterRole Role, long Offset, int FanIn = 0)
{
    /// <summary>Whether 0 is out of range: of a variance that no eps is added to.</summary>
    public bool MustBePositive { get; init; }

    public long Size
    {
        get
        {
            var size = 1L;
            foreach (var dim in Dims)
            {
                size = checked(size * dim);
            }

            return size;
        }
    }

    /// <summary>Whether training and pruning may change it: everything but running statistics.</summary>
    public bool IsTrainable => Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance);
}
