using System.Collections.Generic;

namespace NetSpec.Compiler.Emit.Decoding;

/// <summary>What the runtime's base class of decoders calls its members, which no emitted member of one can be called; a test compares them.</summary>
internal static class DecoderMembers
{
    /// <summary>The nested class.</summary>
    public const string Class = "Decoder";

    /// <summary>The method of the net's class that has what is packed for the decoder.</summary>
    public const string Pack = "PackDecoder";

    /// <summary>Those of the base class, and what every decoder adds to them.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["Advance", "Append", "Begin", "Capacity", "CreateCache", "Dispose", "Position", "Reset", "Truncate", "Workspace"];
}
