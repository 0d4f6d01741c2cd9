namespace NetSpec.Formats.Checkpoints;

/// <summary>How a weight is stored.</summary>
internal enum StoredForm
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>As what was before pruning, and a mask: <c>torch.nn.utils.prune</c>.</summary>
    Pruned,

    /// <summary>As directions and magnitudes: <c>torch.nn.utils.weight_norm</c>, and its parametrization.</summary>
    Normalised,
}
