namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>What a thread does of a convolution by Winograd's minimal filtering.</summary>
internal enum WinogradShares
{
    /// <summary>
    /// Bands of tiles through all stages, small enough for its second-level cache, with all weights: where these are smaller than what the tiles hold, or
    /// cost threads less to read twice than the lines that would travel between them.
    /// </summary>
    Bands,

    /// <summary>
    /// All tiles through all stages, for panels of output channels of its own: each weight is read by one thread. Every thread transforms all inputs,
    /// which is a few hundredths of its work; in a small layer, to share them would cost more: two forks, and half of what is transformed travels from
    /// core to core.
    /// </summary>
    Panels,

    /// <summary>
    /// Products at some of the points, between transforms that threads share: in large layers, and where there are too few panels to go round.
    /// </summary>
    Points,
}
