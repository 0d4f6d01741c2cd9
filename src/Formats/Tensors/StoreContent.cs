using System;
using NetSpec.Formats.Content;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Tensors;

/// <summary>The bytes of a parameter, as they are when they are read.</summary>
internal sealed class StoreContent(ParameterStore store, ParameterInfo parameter) : ByteRange
{
    public override long Length => (long)parameter.Size * sizeof(float);

    public override void Read(long offset, Span<byte> target) => FloatsContent.Read(store.ReadOnly[parameter], offset, target);
}
