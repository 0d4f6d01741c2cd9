namespace NetSpec.Compiler.Planning.Decoding;

/// <summary>How a decoder has packed weights.</summary>
internal enum WeightSource
{
    /// <summary>They are those of the forward pass.</summary>
    Model,

    /// <summary>They share the memory of those of the forward pass, whose kernel is another.</summary>
    Shared,

    /// <summary>They are packed for the decoder.</summary>
    Own,
}
