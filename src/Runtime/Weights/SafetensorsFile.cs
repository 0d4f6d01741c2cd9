using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using Microsoft.Win32.SafeHandles;
using NetSpec.Runtime.Weights.Checks;
using NetSpec.Runtime.Weights.Names;
using NetSpec.Runtime.Weights.Safetensors;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// An open safetensors file: its tensors, its metadata, and their values on demand. Opening it reads the header only and
/// checks all of it before memory is taken for a tensor.
/// </summary>
/// <example><code>
/// using var file = SafetensorsFile.Open("resnet18.safetensors");
/// foreach (var tensor in file.Tensors)
///     Console.WriteLine(tensor); // conv1.weight F32 [64x3x7x7]
/// </code></example>
public sealed class SafetensorsFile : IDisposable
{
    private const int LengthBytes = sizeof(ulong);
    private const int HeaderPiece = 1 << 20;

    private readonly TensorSource _source;
    private readonly TensorInfo[] _tensors;
    private readonly Dictionary<string, TensorInfo> _byName;
    private readonly long _dataStart;

    private SafetensorsFile(TensorSource source)
    {
        _source = source;
        var header = ReadHeader(source);
        _dataStart = LengthBytes + header.Length;
        (_tensors, var metadata) = SafetensorsHeader.Parse(header, source.Length - _dataStart, source.Name);
        Metadata = metadata;
        _byName = new Dictionary<string, TensorInfo>(_tensors.Length, StringComparer.Ordinal);
        foreach (var tensor in _tensors)
        {
            _byName.Add(tensor.Name, tensor);
        }
    }

    /// <summary>The path, or the name given for a stream.</summary>
    public string Name => _source.Name;

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<TensorInfo> Tensors => _tensors;

    /// <summary>What <c>__metadata__</c> says; empty without it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file. From a pipe, or another file that cannot seek, tensors are read in order, each once.</summary>
    /// <exception cref="SafetensorsException">It is not a well-formed safetensors file; if it is one of another known kind, the message says which.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new SafetensorsException(path, null, "it is a folder, not a file.");

        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan);
        var source = OpenSource(handle, path);
        try
        {
            return new SafetensorsFile(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads a stream from where it stands; it stays open. A stream that cannot seek is read once and forwards, so its
    /// tensors must be read in order, and bytes after the last of them are left unread.
    /// </summary>
    /// <param name="stream">A readable stream.</param>
    /// <param name="name">What to call it in messages; by default its path if it is a file, else "stream".</param>
    /// <exception cref="SafetensorsException">It does not hold a well-formed safetensors file.</exception>
    public static SafetensorsFile Open(Stream stream, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        name ??= stream is FileStream file ? file.Name : "stream";
        return new SafetensorsFile(new StreamTensorSource(stream, name));
    }

    /// <summary>Finds the tensor of a name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out TensorInfo? tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out tensor);
    }

    /// <summary>
    /// Reads a tensor of type F32, F16, BF16 or F64 as singles. Half and bfloat16 values are exact; doubles round to nearest,
    /// ties to even, and become infinite beyond a single's range.
    /// </summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="target">As long as the tensor.</param>
    /// <exception cref="SafetensorsException">Its type is another one, or the file has become shorter.</exception>
    public void Read(TensorInfo tensor, Span<float> target) => ReadTallied(tensor, target);

    /// <summary>Reads the bytes of a tensor of any type as they are in the file, little-endian.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="target">As long as the tensor's <see cref="TensorInfo.ByteLength"/>.</param>
    public void ReadBytes(TensorInfo tensor, Span<byte> target)
    {
        CheckOwn(tensor);
        if (target.Length != tensor.ByteLength)
            throw new ArgumentException($"The target has {target.Length} bytes; {Quoted.Name(tensor.Name)} has {tensor.ByteLength}.", nameof(target));
        ReadPiece(tensor, 0, target);
    }

    /// <summary>Reads some of the bytes of a tensor of any type: all of them may be more than an array holds.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="offset">Where they begin in the tensor.</param>
    /// <param name="target">As many as it is long.</param>
    /// <exception cref="ArgumentOutOfRangeException">They do not lie in the tensor.</exception>
    public void ReadBytes(TensorInfo tensor, long offset, Span<byte> target)
    {
        CheckOwn(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.ByteLength - target.Length);
        ReadPiece(tensor, offset, target);
    }

    /// <summary>Closes the file. A stream given to <see cref="Open(Stream, string?)"/> stays open.</summary>
    public void Dispose() => _source.Dispose();

    /// <summary>Reads some of a tensor's bytes.</summary>
    internal void ReadPiece(TensorInfo tensor, long offset, Span<byte> target) => _source.Read(_dataStart + tensor.Offset + offset, target);

    /// <summary>Reads a tensor as singles and counts those that are not finite.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="target">As long as the tensor.</param>
    /// <param name="isMask">Whether it may be of booleans or whole numbers.</param>
    internal NonFiniteTally ReadTallied(TensorInfo tensor, Span<float> target, bool isMask = false)
    {
        CheckOwn(tensor);
        if (target.Length != tensor.Elements)
            throw new ArgumentException($"The target has {target.Length} floats; {Quoted.Name(tensor.Name)} has {tensor.Elements}.", nameof(target));
        if (!TensorTypes.IsReadable(tensor.Type) && !(isMask && TensorTypes.IsMask(tensor.Type)))
            throw new SafetensorsException(
                Name, tensor.Name, $"its type is {TensorTypes.Spelling(tensor.Type)}; only {TensorTypes.Readable} are read as floats.");
        return FloatReader.Read(_source, tensor.Type, _dataStart + tensor.Offset, target);
    }

    internal void CheckOwn(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!TryGet(tensor.Name, out var own) || !ReferenceEquals(own, tensor))
            throw new ArgumentException($"{Quoted.Name(tensor.Name)} is not a tensor of {Name}.", nameof(tensor));
    }

    private static TensorSource OpenSource(SafeFileHandle handle, string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        }
        catch
        {
            handle.Dispose();
            throw;
        }

        return stream.CanSeek ? new FileTensorSource(handle, path) : new StreamTensorSource(stream, path, isOwner: true);
    }

    private static byte[] ReadHeader(TensorSource source)
    {
        if (source.Length < LengthBytes)
            throw Unlike(source, [], source.Length == 0
                ? "it is empty." : $"it has {source.Length} bytes; a safetensors file begins with {LengthBytes} bytes of header length.");

        Span<byte> prefix = stackalloc byte[LengthBytes];
        source.Read(0, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong?)(source.Length - LengthBytes))
            throw Unlike(source, prefix, $"its header length is {length}, but {source.Length - LengthBytes} bytes follow.");
        if (length > SafetensorsHeader.LongestHeader)
            throw Unlike(source, prefix, $"its header length is {length}; at most {SafetensorsHeader.LongestHeader} bytes are accepted.");

        var header = ReadHeader(source, (int)length);
        return header.Length > 0 && header[0] == (byte)'{' ? header : throw Unlike(source, prefix, "the header does not begin with '{'.", header);
    }

    private static byte[] ReadHeader(TensorSource source, int length)
    {
        // A stream of unknown length may promise more than it has: take memory as bytes arrive.
        var header = new byte[Math.Min(length, source.Length is null ? HeaderPiece : int.MaxValue)];
        var filled = 0;
        while (true)
        {
            source.Read(LengthBytes + filled, header.AsSpan(filled));
            filled = header.Length;
            if (filled == length)
                return header;
            Array.Resize(ref header, (int)Math.Min(length, 2L * filled));
        }
    }

    /// <summary>What is wrong with the beginning of a file: what the file is instead, if that is known.</summary>
    /// <param name="source">The file.</param>
    /// <param name="prefix">Its first bytes.</param>
    /// <param name="problem">What to say of a file of no known kind.</param>
    /// <param name="rest">The bytes that follow the first, if they were read.</param>
    private static SafetensorsException Unlike(TensorSource source, ReadOnlySpan<byte> prefix, string problem, byte[]? rest = null)
    {
        var start = new byte[ForeignFile.Looked];
        var known = rest is null ? prefix : [.. prefix, .. rest.AsSpan(0, Math.Min(rest.Length, start.Length - prefix.Length))];
        known.CopyTo(start);

        // Where going back is possible; of a pipe, what went by must do.
        var count = source.Length is { } length ? (int)Math.Min(length, start.Length) : known.Length;
        if (source.Length is not null)
            source.Read(0, start.AsSpan(0, count));
        return new SafetensorsException(source.Name, null, ForeignFile.Describe(start.AsSpan(0, count)) is { } what ? $"it is {what}." : problem);
    }
}
