namespace NetSpec.Compiler.Rewrites.Sequences;

/// <summary>Which dimension of a sequence is the channels of the map of one row that takes its place. The other one is its columns.</summary>
internal enum SequenceOrder
{
    /// <summary>The first: channels x length, as the caller's memory has it.</summary>
    ChannelsFirst,

    /// <summary>The last: a token is a position.</summary>
    ChannelsLast,
}
