namespace NetSpec.Runtime.Sparse;

/// <summary>Which index of a batch of vectors is contiguous.</summary>
public enum BatchOrder
{
    /// <summary>[sample][feature]: the features of a sample lie together.</summary>
    First,

    /// <summary>[feature][sample]: the samples of a feature lie together.</summary>
    Last,
}
