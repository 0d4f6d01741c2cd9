using System;
using System.IO;
using System.Security.Cryptography;

namespace NetSpec.Hosting.Certificates;

/// <summary>A file, to the byte.</summary>
/// <param name="File">Its path, from the folder of the certificate.</param>
/// <param name="Sha256">The hash of its bytes, in lower-case hexadecimal digits.</param>
public sealed record CertifiedFile(string File, string Sha256)
{
    /// <summary>The hash of a file's bytes.</summary>
    public static string HashOf(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The hash of a spec: of its bytes, with those of the files behind them that it uses.</summary>
    /// <exception cref="IOException">One of the files cannot be read.</exception>
    public static string HashOf(SpecFile spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in spec.Sources.Files)
        {
            hash.AppendData(System.IO.File.ReadAllBytes(file.Path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A spec as it is now, for a certificate in a folder.</summary>
    public static CertifiedFile Of(SpecFile spec, string folder)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new(Path.GetRelativePath(folder, spec.Path).Replace('\\', '/'), HashOf(spec));
    }

    /// <summary>A file as it is now, for a certificate in a folder.</summary>
    public static CertifiedFile Of(string path, string folder) =>
        new(Path.GetRelativePath(folder, path).Replace('\\', '/'), HashOf(path));
}
