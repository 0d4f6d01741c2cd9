using System;
using NetSpec.Formats.Content;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Torch;

/// <summary>A tensor of a checkpoint: a view of a storage.</summary>
/// <param name="Storage">The elements.</param>
/// <param name="Type">Their type.</param>
/// <param name="Offset">Which of them is the first.</param>
/// <param name="Dims">The dimensions.</param>
/// <param name="Strides">How far the next element along each dimension is.</param>
internal sealed record TorchTensor(TorchStorage Storage, TensorType Type, long Offset, long[] Dims, long[] Strides)
{
    /// <summary>An expanded tensor may show an element several times; one that shows all of them so often is no parameter.</summary>
    private const long MostRepeats = 1024;

    /// <summary>The tensor under a name.</summary>
    /// <exception cref="ModelFormatException">The view does not lie in its storage.</exception>
    public TensorEntry Named(string name, string file)
    {
        var size = ElementTypes.Size(Type);
        var stored = Storage.Content.Length / size;
        var count = Tensors.Dims.Count(Dims);
        var what = $"the tensor {Quoted.Name(name)} [{Tensors.Dims.Text(Dims)}]";
        if (count is null || Strides.Length != Dims.Length || Offset < 0 || (count > 0 && !Fits(stored)))
            throw new ModelFormatException(file, $"{what} does not lie in its storage of {stored} elements.");
        if (count > Math.Max(stored, 1) * MostRepeats)
            throw new ModelFormatException(file, $"{what} shows its {stored} elements over and over; save it as tensor.contiguous().");

        var content = count == 0
            ? new MemoryContent(ReadOnlyMemory<byte>.Empty)
            : IsContiguous ? (ByteRange)new PartContent(Storage.Content, Offset * size, count.Value * size)
            : new StridedContent(Storage.Content, file, size, Offset, Dims, Strides);
        return new(name, Type, Dims, content);
    }

    private bool IsContiguous
    {
        get
        {
            var stride = 1L;
            for (var i = Dims.Length - 1; i >= 0; i--)
            {
                if (Dims[i] != 1 && Strides[i] != stride)
                    return false;
                stride *= Dims[i];
            }

            return true;
        }
    }

    private bool Fits(long stored)
    {
        var last = (Int128)Offset;
        for (var i = 0; i < Dims.Length; i++)
        {
            if (Strides[i] < 0)
                return false;
            last += (Int128)(Dims[i] - 1) * Strides[i];
        }

        return last < stored;
    }
}
