namespace NetSpec.Formats.Checkpoints;

/// <summary>How a parameter's tensor was found.</summary>
public enum WeightMatch
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It has the parameter's name, or is the pruned or normalised form of it.</summary>
    Name,

    /// <summary>It has the parameter's name behind the prefix that all have.</summary>
    Prefix,

    /// <summary>It is the next in the file with the parameter's shape and role: a guess.</summary>
    Guess,

    /// <summary>Somebody has said so.</summary>
    Given,
}
