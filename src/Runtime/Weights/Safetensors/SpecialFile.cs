using System;
using System.IO;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>Pipes and devices: nothing may take their place, so they are written as they are.</summary>
internal static class SpecialFile
{
    /// <summary>The open file, if the path is one; null for a file that can be replaced, or that is not there.</summary>
    public static FileStream? TryOpen(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return null;
        if (IsDevice(Path.GetFullPath(path)))
            return new FileStream(path, FileMode.Open, FileAccess.Write);

        // Pipes have no length; what has one needs no closer look. Opening a pipe waits for its reader, as it should.
        return new FileInfo(path).Length == 0 ? TryOpenPipe(path) : null;
    }

    private static FileStream? TryOpenPipe(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        if (!stream.CanSeek)
            return stream;

        stream.Dispose();
        return null;
    }

    private static bool IsDevice(string full) =>
        (full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal))
        || full.StartsWith("/proc/", StringComparison.Ordinal);
}
