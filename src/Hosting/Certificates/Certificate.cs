using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetSpec.Hosting.Certificates;

/// <summary>What is claimed of a net with certain parameters, and of what exactly; a JSON document.</summary>
/// <param name="Kind">Always <see cref="DocumentKind"/>.</param>
/// <param name="Version">1.</param>
/// <param name="Spec">The spec; its hash is also of the files that it uses.</param>
/// <param name="Net">The net's full name.</param>
/// <param name="Weights">The parameters.</param>
/// <param name="Theorem">What the claims are for.</param>
/// <param name="Preconditions">What the theorem asks of the net, each of which was found to hold.</param>
/// <param name="Constants">What the theorem takes from the architecture.</param>
/// <param name="Norms">Intervals that path norms lie in: of all paths, of those from inputs and of those from biases.</param>
/// <param name="Sha256">The hash of the document with nothing in this place, so that a slip of the hand is found even where it leaves all claims true.</param>
public sealed record Certificate(
    string Kind,
    int Version,
    CertifiedFile Spec,
    string Net,
    CertifiedFile Weights,
    string Theorem,
    IReadOnlyList<string> Preconditions,
    CertifiedConstants Constants,
    IReadOnlyList<CertifiedNorm> Norms,
    string Sha256 = "")
{
    /// <summary>What a certificate says that it is.</summary>
    public const string DocumentKind = "netspec-certificate";

    /// <summary>Longest document that is read, in bytes.</summary>
    private const long MaxBytes = 1 << 20;

    /// <summary>Whether a document had all members.</summary>
    private bool IsWhole => this is
        {
            Spec: { File: not null, Sha256: not null }, Net: not null, Weights: { File: not null, Sha256: not null }, Theorem: not null,
            Constants: not null, Sha256: not null,
        } && Preconditions is not null && Norms is not null && Norms.All(norm => norm is { Starts: not null, Text: not null });

    /// <summary>The certificate with the hash of what it says.</summary>
    public Certificate Sealed() => this with { Sha256 = HashOfContent() };

    /// <summary>The hash of the document without its own hash.</summary>
    public string HashOfContent() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((this with { Sha256 = "" }).ToJson().ReplaceLineEndings("\n"))));

    /// <summary>The document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CertificateJson.Document.Certificate);

    /// <summary>Reads a document.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no certificate.</exception>
    public static Certificate Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new InvalidDataException($"'{path}' is no certificate: it is too long.");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), CertificateJson.Document.Certificate) switch
            {
                { Kind: DocumentKind, Version: 1 } certificate when certificate.IsWhole => certificate,
                { Kind: DocumentKind, Version: > 1 and var version } =>
                    throw new InvalidDataException($"'{path}' is a certificate of version {version}; 1 is known."),
                _ => throw new InvalidDataException($"'{path}' is no certificate."),
            };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is no certificate: {exception.Message}", exception);
        }
    }
}

/// <summary>How certificates are written and read.</summary>
[JsonSourceGenerationOptions(RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Certificate))]
internal sealed partial class CertificateJson : JsonSerializerContext
{
    public static CertificateJson Document { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
