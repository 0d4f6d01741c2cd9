using System;
using System.IO;
using Microsoft.Win32.SafeHandles;
using NetSpec.Formats.Content;

namespace NetSpec.Formats.Onnx.Messages;

/// <summary>An open model, with the files beside it that hold its data.</summary>
internal sealed class OnnxFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly ExternalFiles _external;

    public OnnxFile(string path)
    {
        _handle = FileContent.Open(path);
        _external = new(path);
        try
        {
            Length = RandomAccess.GetLength(_handle);
            Model = OnnxReader.Read(new FileContent(_handle, path, 0, Length), path, _external);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public OnnxModel Model { get; }

    /// <summary>Bytes of the model itself.</summary>
    public long Length { get; }

    public void Dispose()
    {
        _handle.Dispose();
        _external.Dispose();
    }
}
