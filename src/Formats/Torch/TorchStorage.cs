using NetSpec.Formats.Content;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Torch;

/// <summary>A run of elements that tensors of a checkpoint are views of.</summary>
/// <param name="Key">Its name in the archive.</param>
/// <param name="Type">The type of its elements; null for bytes of which each tensor says its own type.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record TorchStorage(string Key, TensorType? Type, ByteRange Content);
