using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using NetSpec.Formats.Content;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Archives;

/// <summary>The entries of a zip archive. Their bytes are read when they are asked for, and never promised without being there.</summary>
internal sealed class ZipContents : IDisposable
{
    /// <summary>Deflate makes at most 1,032 bytes of one, so that a longer promise is a lie.</summary>
    private const long MostFromOne = 1032;

    private readonly ZipArchive _archive;
    private readonly List<StreamedContent> _opened = [];

    private ZipContents(ZipArchive archive, string name)
    {
        (_archive, Name) = (archive, name);
        Entries = [.. archive.Entries];
    }

    public string Name { get; }

    public IReadOnlyList<ZipArchiveEntry> Entries { get; }

    /// <summary>Opens an archive.</summary>
    /// <exception cref="ModelFormatException">It is no zip archive, or a damaged one.</exception>
    public static ZipContents Open(string path)
    {
        if (Directory.Exists(path))
            throw new ModelFormatException(path, "it is a folder, not a file.");
        return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), path);
    }

    /// <summary>Opens an archive in a stream that can seek, which is closed with it.</summary>
    public static ZipContents Open(Stream stream, string name)
    {
        try
        {
            return new(new ZipArchive(stream, ZipArchiveMode.Read), name);
        }
        catch (Exception e) when (IsDamage(e))
        {
            stream.Dispose();
            throw new ModelFormatException(name, "it is a damaged zip archive, or none: perhaps a download that did not come to its end.", e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of an entry.</summary>
    /// <exception cref="ModelFormatException">The entry promises more than its compressed bytes can be.</exception>
    public ByteRange Read(ZipArchiveEntry entry)
    {
        var length = entry.Length;
        if (length < 0 || entry.CompressedLength < 0 || length > (Int128)entry.CompressedLength * MostFromOne)
            throw new ModelFormatException(NameOf(entry), $"it promises {length} bytes, more than its {entry.CompressedLength} compressed ones can be.");

        var content = new StreamedContent(() => OpenEntry(entry), NameOf(entry), length);
        _opened.Add(content);
        return content;
    }

    /// <summary>What to call an entry in messages.</summary>
    public string NameOf(ZipArchiveEntry entry) => $"{Name}, entry {Quoted.Name(entry.FullName)}";

    /// <summary>Closes entries that were begun; their bytes can be read again.</summary>
    public void Pause() => _opened.ForEach(content => content.Dispose());

    public void Dispose()
    {
        _opened.ForEach(content => content.Dispose());
        _archive.Dispose();
    }

    private Stream OpenEntry(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new ModelFormatException(NameOf(entry), $"it cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What the framework throws at bytes that are no archive: also what its own arithmetic throws where a field is out of range.</summary>
    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException;
}
