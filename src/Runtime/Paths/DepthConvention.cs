namespace NetSpec.Runtime.Paths;

/// <summary>How the depth D of Theorem 4.4.1 is counted.</summary>
public enum DepthConvention
{
    /// <summary>
    /// The theorem to the letter: edges on the longest path once identity neurons are merged away, so the ReLU and
    /// k-max-pool neurons on it and the output. ResNet-18: 19.
    /// </summary>
    Strict,

    /// <summary>As Table 7.1 of the thesis counts it: the same without the k-max-pool neurons. ResNet-18: 18.</summary>
    WithoutPools,
}
