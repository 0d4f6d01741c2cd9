using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NetSpec.Dsl;
using NetSpec.Runtime.Weights;

namespace NetSpec.Hosting.Jobs;

/// <summary>What a pass over a data set is, apart from which part of the samples: pieces of one job have equal identities.</summary>
/// <param name="Pass">What is computed: <c>margins</c> or <c>average</c>.</param>
/// <param name="SpecSha256">The hash of the spec's text.</param>
/// <param name="Net">The net's full name.</param>
/// <param name="ParametersSha256">The hash of the parameters' values, in the order of the layout: whatever kind of file they come from.</param>
/// <param name="DataSha256">The hash of the samples.</param>
/// <param name="LabelsSha256">The hash of the labels; null where there are none.</param>
/// <param name="Options">What else the numbers depend on.</param>
/// <param name="Total">Samples of all pieces.</param>
/// <param name="Shards">How many pieces there are.</param>
public sealed record JobIdentity(
    string Pass, string SpecSha256, string Net, string ParametersSha256, string DataSha256, string? LabelsSha256, string Options, long Total, int Shards)
{
    /// <summary>Samples that are computed together: pieces begin at multiples of it, so that a sample's neighbours are those of an undivided run.</summary>
    public const int Block = 32;

    /// <summary>The hash of a spec's text.</summary>
    public static string HashOf(SpecFile spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new SourceMap(spec.Sources).Text)));
    }

    /// <summary>The hash of parameters.</summary>
    public static string HashOf(ParameterStore parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(parameters.ReadOnly.Values)));
    }

    /// <summary>The samples of a piece.</summary>
    /// <param name="shard">Which piece, from 0.</param>
    public (long First, long Count) Part(int shard)
    {
        var blocks = (Total + Block - 1) / Block;
        long Start(int piece) => long.Min((long)((Int128)blocks * piece / Shards) * Block, Total);
        return (Start(shard), Start(shard + 1) - Start(shard));
    }

    /// <summary>The first thing in which another job differs, for people; null for the same job.</summary>
    public string? DifferenceFrom(JobIdentity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this switch
        {
            _ when Pass != other.Pass => $"pass ({Pass} and {other.Pass})",
            _ when SpecSha256 != other.SpecSha256 => "spec",
            _ when Net != other.Net => $"net ({Net} and {other.Net})",
            _ when ParametersSha256 != other.ParametersSha256 => "parameters",
            _ when DataSha256 != other.DataSha256 => "data",
            _ when LabelsSha256 != other.LabelsSha256 => "labels",
            _ when Options != other.Options => $"options ({Options} and {other.Options})",
            _ when Total != other.Total => FormattableString.Invariant($"number of samples ({Total} and {other.Total})"),
            _ when Shards != other.Shards => FormattableString.Invariant($"number of pieces ({Shards} and {other.Shards})"),
            _ => null,
        };
    }
}
