namespace NetSpec.Compiler.Planning.Decoding;

/// <summary>Where the packed weights of a decoder come from.</summary>
/// <param name="Source">How they are had.</param>
/// <param name="Model">The index of those of the model that they are or share the memory of; null where they are the decoder's own.</param>
internal sealed record DecoderWeights(WeightSource Source, int? Model);
