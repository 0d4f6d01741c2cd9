namespace NetSpec.Runtime.Paths;

/// <summary>Why no path of non-zero weights passes a channel on one of its sides.</summary>
public enum Death
{
    /// <summary>There is such a path: the channel is not dead on this side.</summary>
    None,

    /// <summary>All of its own parameters on this side are zero (Definition 2.4.2), or there are none.</summary>
    Own,

    /// <summary>Its own parameters are not all zero, but those that are not join it to dead channels only.</summary>
    Inherited,
}
