using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>
/// A file read by position, straight into the memory that keeps the values. That is one copy and no page faults on a
/// mapping, and a file that another process shortens meanwhile is an exception, where a memory map would end the process.
/// </summary>
internal sealed class FileTensorSource(SafeFileHandle handle, string name) : TensorSource(name)
{
    private readonly long _length = RandomAccess.GetLength(handle);

    public override long? Length => _length;

    public override void Read(long position, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(handle, target, position);
            if (read == 0)
                throw Ended(position);
            position += read;
            target = target[read..];
        }
    }

    public override void Dispose() => handle.Dispose();
}
