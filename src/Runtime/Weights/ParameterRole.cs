namespace NetSpec.Runtime.Weights;

/// <summary>What a tensor of parameters is to its layer. Running statistics are stored but never trained.</summary>
public enum ParameterRole
{
    /// <summary>The weights of a linear map.</summary>
    Weight,

    /// <summary>What is added to the result of a linear map, or to a value as it is.</summary>
    Bias,

    /// <summary>The learned factor of a normalisation or of a per-channel scale.</summary>
    Gamma,

    /// <summary>The learned shift of a normalisation or of a per-channel scale.</summary>
    Beta,

    /// <summary>The mean a batch-norm measured in training.</summary>
    RunningMean,

    /// <summary>The variance a batch-norm measured in training.</summary>
    RunningVariance,

    /// <summary>What an activation multiplies values below 0 by.</summary>
    Slope,
}
