using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>
/// The files beside a target that are not finished yet. Their writer holds a lock on each; one without a lock was left by a
/// process that ended.
/// </summary>
internal static class TemporaryFiles
{
    private const string Suffix = ".tmp";

    /// <summary>So much of the target's name is part of theirs: file systems limit the length of names.</summary>
    private const int NameLength = 40;

    private const int RandomDigits = 8;

    private const int MostAttempts = 10;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new file beside the target, open and locked.</summary>
    public static FileStream Create(string path, string target)
    {
        for (var attempt = 1; ; attempt++)
        {
            var random = System.Random.Shared.NextInt64(1L << 32).ToString("x8", CultureInfo.InvariantCulture);
            var name = Path.Combine(Folder(target), Prefix(target) + random + Suffix);
            try
            {
                var stream = AtomicFile.Create(name, FileMode.CreateNew);
                if (File.Exists(name))
                    return stream;

                // Between the file and its lock, another writer took it for a stale one.
                stream.Dispose();
            }
            catch (IOException) when (attempt < MostAttempts)
            {
                // The same, or the same name.
            }
            catch (IOException e) when (Translate(e, name, path) is { } translated)
            {
                throw translated;
            }
            catch (UnauthorizedAccessException e)
            {
                throw new UnauthorizedAccessException(
                    $"'{path}' cannot be written: its folder takes no new files, and a file is written beside the old one before it takes its place.", e);
            }
        }
    }

    /// <summary>Removes what writers that were killed have left of this target.</summary>
    public static void RemoveStale(string target)
    {
        try
        {
            var prefix = Prefix(target);
            foreach (var file in Directory.EnumerateFiles(Folder(target), ".*" + Suffix).Where(file => IsTemporary(Path.GetFileName(file), prefix)))
            {
                RemoveUnlocked(file);
            }
        }
        catch (UnauthorizedAccessException)
        {
            // A folder that may be written but not listed.
        }
    }

    /// <summary>Removes a file, if that is possible.</summary>
    public static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What led here is the exception to see; the next write tries again.
        }
    }

    /// <summary>An exception that names a temporary file as one of the file that was asked for, which alone the caller knows; null for others.</summary>
    public static Exception? Translate(Exception exception, string temporary, string path)
    {
        if (!exception.Message.Contains(temporary, StringComparison.Ordinal))
            return null;

        var message = exception.Message.Replace(temporary, path, StringComparison.Ordinal);
        return exception switch
        {
            UnauthorizedAccessException => new UnauthorizedAccessException(message, exception),
            IOException => new IOException(message, exception) { HResult = exception.HResult },
            _ => null,
        };
    }

    private static void RemoveUnlocked(string file)
    {
        try
        {
            // Whoever still writes it has it locked; whoever is about to lock it finds that it is gone.
            using var stale = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In use, or gone.
        }
    }

    private static string Folder(string target) => Path.GetDirectoryName(target)!;

    private static string Prefix(string target)
    {
        var name = Path.GetFileName(target);
        if (name.Length > NameLength)
            name = name[..(char.IsHighSurrogate(name[NameLength - 1]) ? NameLength - 1 : NameLength)];
        return $".{name}.";
    }

    private static bool IsTemporary(string file, string prefix) =>
        file.Length == prefix.Length + RandomDigits + Suffix.Length
        && file.StartsWith(prefix, StringComparison.Ordinal)
        && !file.AsSpan(prefix.Length, RandomDigits).ContainsAnyExcept(HexDigits);
}
