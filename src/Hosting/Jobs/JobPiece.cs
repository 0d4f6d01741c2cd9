using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetSpec.Runtime.Weights;

namespace NetSpec.Hosting.Jobs;

/// <summary>What is known of a part of the samples of a <see cref="JobIdentity"/>; a JSON document, written whole at any time and gone on with later.</summary>
/// <param name="Kind">Always <see cref="DocumentKind"/>.</param>
/// <param name="Version">1.</param>
/// <param name="Job">What it is a piece of.</param>
/// <param name="Spec">Where the spec was, from the folder of the piece.</param>
/// <param name="Weights">Where the parameters were; null for random ones.</param>
/// <param name="Seed">Of random parameters.</param>
/// <param name="Shard">Which piece, from 0.</param>
/// <param name="Done">Samples that are computed.</param>
/// <param name="LargestInput">The largest absolute value of their inputs.</param>
/// <param name="Width">Numbers of each sample.</param>
/// <param name="Values">The numbers, sample after sample.</param>
public sealed record JobPiece(
    string Kind, int Version, JobIdentity Job, string Spec, string? Weights, int? Seed, int Shard, long Done, double LargestInput, int Width,
    IReadOnlyList<double> Values)
{
    /// <summary>What a piece says that it is.</summary>
    public const string DocumentKind = "netspec-piece";

    /// <summary>Whether all its samples are computed.</summary>
    [JsonIgnore]
    public bool IsComplete => Done == Job.Part(Shard).Count;

    /// <summary>Why the members do not fit together; null if they do.</summary>
    private string? Problem => this switch
    {
        { Job: null or { Pass: null } or { SpecSha256: null } or { Net: null } or { ParametersSha256: null } or { DataSha256: null } or { Options: null } } or
            { Spec: null } or { Values: null } or { Weights: null, Seed: null } => "a member is missing",
        { Job: { Total: < 1 } or { Shards: < 1 } } => "a job has samples and pieces",
        _ when Shard < 0 || Shard >= Job.Shards => FormattableString.Invariant($"piece {Shard} of {Job.Shards} is none"),
        _ when Done < 0 || Done > Job.Part(Shard).Count => FormattableString.Invariant($"{Done} samples of {Job.Part(Shard).Count} are none"),
        _ when Width < 1 || Values.Count != Done * Width => FormattableString.Invariant($"{Values.Count} numbers are not {Done} samples of {Width}"),
        _ when Values.Any(value => !double.IsFinite(value)) || !double.IsFinite(LargestInput) || LargestInput < 0 => "a number is not finite",
        _ => null,
    };

    /// <summary>Writes the document, in the place of an older one in one step.</summary>
    public void Write(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, JobPieceJson.Document.JobPiece));

    /// <summary>Reads a document.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no piece, or damaged.</exception>
    public static JobPiece Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var piece = JsonSerializer.Deserialize(stream, JobPieceJson.Document.JobPiece);
            return piece switch
            {
                { Kind: DocumentKind, Version: 1, Problem: null } => piece,
                { Kind: DocumentKind, Version: 1, Problem: { } problem } => throw new InvalidDataException($"'{path}' is a damaged piece: {problem}."),
                { Kind: DocumentKind } => throw new InvalidDataException(
                    FormattableString.Invariant($"'{path}' is a piece of version {piece.Version}; 1 is known.")),
                _ => throw new InvalidDataException($"'{path}' is no piece of a job."),
            };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is no piece of a job: {exception.Message}", exception);
        }
    }

    /// <summary>The pieces of a whole job in their order.</summary>
    /// <param name="pieces">Pieces by the names of their files, in any order.</param>
    /// <exception cref="InvalidDataException">They are not of one job, one is missing, there twice or not complete; the message names it.</exception>
    public static IReadOnlyList<JobPiece> Whole(IReadOnlyList<(string File, JobPiece Piece)> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (pieces.Count == 0)
            throw new InvalidDataException("There are no pieces.");
        var (first, job) = (pieces[0].File, pieces[0].Piece.Job);
        var files = new string?[job.Shards];
        foreach (var (file, piece) in pieces)
        {
            if (job.DifferenceFrom(piece.Job) is { } difference)
                throw new InvalidDataException($"'{first}' and '{file}' are pieces of different jobs: they differ in their {difference}.");
            if (piece.Width != pieces[0].Piece.Width)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"'{first}' has {pieces[0].Piece.Width} numbers a sample and '{file}' {piece.Width}."));
            }

            if (files[piece.Shard] is { } other)
                throw new InvalidDataException(FormattableString.Invariant($"'{other}' and '{file}' are both piece {piece.Shard} of {job.Shards}."));
            if (!piece.IsComplete)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"'{file}' is not complete: {piece.Done} of {job.Part(piece.Shard).Count} samples; --resume goes on with it."));
            }

            files[piece.Shard] = file;
        }

        var missing = Enumerable.Range(0, job.Shards).Where(shard => files[shard] is null).ToList();
        return missing.Count == 0
            ? [.. pieces.Select(pair => pair.Piece).OrderBy(piece => piece.Shard)]
            : throw new InvalidDataException(FormattableString.Invariant(
                $"{missing.Count} of {job.Shards} pieces are missing: {string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? ", …" : "")}."));
    }
}

/// <summary>How pieces are written and read: doubles by the shortest text that gives them back.</summary>
[JsonSourceGenerationOptions(RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JobPiece))]
internal sealed partial class JobPieceJson : JsonSerializerContext
{
    public static JobPieceJson Document { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
