namespace NetSpec.Compiler.Planning.Steps;

/// <summary>What a kernel does with a place that it is given.</summary>
internal enum PlaceUse
{
    /// <summary>Reads it; nothing may be written there before the step ends.</summary>
    Read,

    /// <summary>Reads each element just before it writes the one of the same position: the result may be the same place.</summary>
    ReadInPlace,

    /// <summary>Fills it.</summary>
    Write,

    /// <summary>Fills some of its channels, none of which it reads.</summary>
    WritePart,
}
