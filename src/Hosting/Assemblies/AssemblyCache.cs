using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NetSpec.Compiler;
using NetSpec.Dsl;
using NetSpec.Runtime;
using NetSpec.Runtime.Weights;

namespace NetSpec.Hosting.Assemblies;

/// <summary>
/// Compiled nets in a folder, under a hash of all that they are made from: the spec, the passes, and the very assemblies that compiled it and
/// that it runs on. So none is ever out of date. The folder is the user's own: what lies there is run.
/// </summary>
internal sealed class AssemblyCache(string folder)
{
    /// <summary>Files that are kept; the oldest go first.</summary>
    private const int Capacity = 64;

    /// <summary>The bytes kept for these texts, or made and kept now. A folder that cannot be written keeps nothing, and that is no error.</summary>
    public byte[] GetOrAdd(IReadOnlyList<string> identity, Func<byte[]> compile)
    {
        var path = Path.Combine(folder, Key(identity) + ".dll");
        try
        {
            if (File.Exists(path))
            {
                var kept = File.ReadAllBytes(path);
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
                return kept;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return compile();
        }

        var image = compile();
        try
        {
            MakeFolder();
            AtomicFile.Write(path, stream => stream.Write(image));
            foreach (var old in new DirectoryInfo(folder).GetFiles("*.dll").OrderByDescending(file => file.LastWriteTimeUtc).Skip(Capacity))
            {
                old.Delete();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return image;
        }

        return image;
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Key(IReadOnlyList<string> identity)
    {
        var makers = new[] { typeof(NetCompiler), typeof(SpecCompiler), typeof(Model), typeof(HostedNet), typeof(object) };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in identity.Concat(makers.Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString("N"))))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
