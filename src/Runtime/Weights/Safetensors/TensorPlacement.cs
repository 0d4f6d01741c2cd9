using System;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>The rules on where tensors lie in a safetensors file.</summary>
internal static class TensorPlacement
{
    /// <summary>A tensor whose data_offsets span what its dtype and shape need.</summary>
    public static TensorInfo Measure(string name, TensorType type, long[] shape, long begin, long end, string file)
    {
        var bits = (UInt128)TensorTypes.Bits(type);
        var elements = (UInt128)1;
        foreach (var dim in shape)
        {
            // 2^60 elements of 64 bits is where the byte count would leave a long.
            elements *= (ulong)dim;
            if (elements >= (UInt128)1 << 60)
                throw new SafetensorsException(file, name, $"its shape {TensorDims.Format(shape)} has too many elements.");
        }

        if (elements * bits % 8 != 0)
            throw new SafetensorsException(file, name, $"its shape {TensorDims.Format(shape)} of {TensorTypes.Spelling(type)} is not a whole number of bytes.");
        if (begin > end)
            throw new SafetensorsException(file, name, $"data_offsets [{begin}, {end}] end before they begin.");

        var needed = (long)(elements * bits / 8);
        if (end - begin != needed)
        {
            throw new SafetensorsException(
                file, name,
                    $"data_offsets [{begin}, {end}] span {end - begin} bytes; {TensorDims.Format(shape)} of {TensorTypes.Spelling(type)} needs {needed}.");
        }

        return new TensorInfo(name, type, shape, (long)elements, begin, needed);
    }

    /// <summary>Sorts the tensors by position and checks that together they are the data, each byte once.</summary>
    public static void Check(TensorInfo[] tensors, long? dataLength, string file)
    {
        // Lengths break ties: a tensor without elements comes before the one that starts at the same byte.
        Array.Sort(tensors, static (a, b) =>
        {
            var order = a.Offset.CompareTo(b.Offset);
            order = order != 0 ? order : a.ByteLength.CompareTo(b.ByteLength);
            return order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
        });

        TensorInfo? before = null;
        var end = 0L;
        foreach (var tensor in tensors)
        {
            if (tensor.Offset < end)
                throw new SafetensorsException(
                    file, tensor.Name, $"it begins at {tensor.Offset} and overlaps {Quoted.Name(before!.Name)}, which ends at {end}.");
            if (tensor.Offset > end)
                throw new SafetensorsException(file, tensor.Name, $"it begins at {tensor.Offset}; the bytes from {end} on belong to no tensor.");

            end = tensor.Offset + tensor.ByteLength;
            if (end > dataLength)
                throw new SafetensorsException(file, tensor.Name, $"it ends at {end}; the file has {dataLength} bytes of data.");
            before = tensor;
        }

        if (end < dataLength)
            throw new SafetensorsException(file, null, $"the tensors end at {end}; the file has {dataLength} bytes of data.");
    }
}
