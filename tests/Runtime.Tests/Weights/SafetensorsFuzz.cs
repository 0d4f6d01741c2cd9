using System;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>What must hold for the reader on any bytes.</summary>
public static class SafetensorsFuzz
{
    /// <summary>Opens and reads a file; returns whether it was accepted. Throws if anything but a refusal happens.</summary>
    public static bool Check(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fromMemory = Read(new MemoryStream(bytes));
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        var enough = 100_000 + (100L * bytes.Length);
        // Measured with care only where it matters: there are millions of these files.
        if (taken > enough && (taken = Allocations.Of(() => Read(new MemoryStream(bytes)))) > enough)
            throw new InvalidOperationException($"{bytes.Length} bytes took {taken} bytes of memory.");

        // A pipe does not know what follows the last tensor, so it may accept more, but never less or something else.
        var fromPipe = Read(new ForwardStream(bytes));
        if (fromMemory is not null && (fromPipe is null || !fromMemory.SequenceEqual(fromPipe)))
            throw new InvalidOperationException("The pipe gives other values than the file.");
        return fromMemory is not null;
    }

    private static byte[]? Read(Stream stream)
    {
        try
        {
            using var file = SafetensorsFile.Open(stream);
            using var values = new MemoryStream();
            var end = 0L;
            foreach (var tensor in file.Tensors)
            {
                if (tensor.Offset != end)
                    throw new InvalidOperationException($"'{tensor}' begins at {tensor.Offset}, not at {end}.");
                end += tensor.ByteLength;
                values.Write(ReadTensor(file, tensor));
            }

            return values.ToArray();
        }
        catch (SafetensorsException)
        {
            return null;
        }
    }

    private static byte[] ReadTensor(SafetensorsFile file, TensorInfo tensor)
    {
        // A pipe may promise any length, and the caller is the one who takes the memory.
        const int MostBytes = 1 << 20;
        if (tensor.ByteLength > MostBytes)
            throw new SafetensorsException("too long for this test");
        if (tensor.Type is not (TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64))
        {
            var bytes = new byte[tensor.ByteLength];
            file.ReadBytes(tensor, bytes);
            return bytes;
        }

        var floats = new float[tensor.Elements];
        file.Read(tensor, floats);
        return floats.SelectMany(BitConverter.GetBytes).ToArray();
    }
}
