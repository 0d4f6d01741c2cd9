using System;
using System.IO;
using System.Text;
using NetSpec.Runtime.Weights.Safetensors;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// Writes a file completely or not at all. The bytes go to a temporary file beside the target and are flushed to the disk; then the file takes the target's
/// name in one step. Whatever fails, and whenever the process is ended, the file of that name is the old one or the new one.
/// <para>
/// The new file has the old one's permissions, and what a symbolic link points to is replaced, not the link. The
/// temporary file is called <c>.name.XXXXXXXX.tmp</c>; one that a killed process left is removed by the next write of the
/// same name. Pipes and devices are written as they are.
/// </para>
/// </summary>
/// <example><code>
/// AtomicFile.WriteText("report.json", json);
/// AtomicFile.Write("table.bin", stream => stream.Write(bytes));
/// </code></example>
public static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes a file through a stream; an existing one is replaced once everything is on the disk.</summary>
    /// <param name="path">The file. Its folder must exist and take new files.</param>
    /// <param name="write">Writes the content. What it throws is thrown here, and the old file stays.</param>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its folder takes no new files.</exception>
    /// <exception cref="IOException">The disk is full, say; the old file stays.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (SpecialFile.TryOpen(path) is { } special)
        {
            using (special)
                write(special);
            return;
        }

        var target = Target(path);
        CheckTarget(path, target);
        TemporaryFiles.RemoveStale(target);
        var stream = TemporaryFiles.Create(path, target);
        try
        {
            using (stream)
            {
                KeepPermissions(target, stream);
                write(stream);
                stream.Flush(flushToDisk: true);

                // Before it is closed: until then the lock on it tells others that it is in use.
                File.Move(stream.Name, target, overwrite: true);
            }
        }
        catch (Exception e)
        {
            TemporaryFiles.Remove(stream.Name);
            if (TemporaryFiles.Translate(e, stream.Name, path) is { } translated)
                throw translated;
            throw;
        }
    }

    /// <summary>Writes a text file in UTF-8 without a mark.</summary>
    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    /// <param name="path">The file. Its folder must exist and take new files.</param>
    /// <param name="text">The content.</param>
    public static void WriteText(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(text);
        Write(path, stream => stream.Write(bytes));
    }

    internal static FileStream Create(string path, FileMode mode) =>
        new(path, mode, FileAccess.Write, FileShare.Delete, BufferSize);

    /// <summary>The file that a path means: that behind a symbolic link, also where it does not exist yet.</summary>
    private static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    private static void CheckTarget(string path, string target)
    {
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path))
            throw new UnauthorizedAccessException($"'{path}' is a folder, not a file.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"'{path}' cannot be written: there is no folder '{Path.GetDirectoryName(target)}'.");

        // A rename would not ask for the right to write the old file.
        if (File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly))
            throw new UnauthorizedAccessException($"'{path}' is read-only.");
    }

    private static void KeepPermissions(string target, FileStream stream)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
    }
}
