using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace NetSpec.Formats.Content;

/// <summary>A range of an open file.</summary>
/// <param name="handle">The file, which its opener closes.</param>
/// <param name="name">What to call it in messages.</param>
/// <param name="start">Where the range begins.</param>
/// <param name="length">Its length.</param>
internal sealed class FileContent(SafeFileHandle handle, string name, long start, long length) : ByteRange
{
    public override long Length => length;

    public override void Read(long offset, Span<byte> target)
    {
        offset += start;
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(handle, target, offset);
            if (read == 0)
                throw new ModelFormatException(name, $"it ends after {offset} bytes, earlier than when it was opened.");
            offset += read;
            target = target[read..];
        }
    }

    /// <summary>Opens a file of the disk to be read at any place.</summary>
    /// <exception cref="ModelFormatException">It is a folder.</exception>
    public static SafeFileHandle Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new ModelFormatException(path, "it is a folder, not a file.");
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }
}
