using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>
/// Causal attention of one token: its key and value join those of the tokens before it in a cache, and its query takes the mean of all values there, weighted
/// as <see cref="MultiHeadAttention"/> weighs them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CachedAttention
{
    /// <summary>Attends. The result must not overlap an operand; all are vectors.</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="cache">Keys and values of the tokens before, to which this one's are added.</param>
    /// <param name="position">The number of tokens before.</param>
    /// <param name="queries">The queries of all heads.</param>
    /// <param name="keys">The keys, as many features as the queries.</param>
    /// <param name="values">The values.</param>
    /// <param name="to">The result, as many features as the values.</param>
    public static void Run(in Run run, TokenCache cache, int position, Map queries, Map keys, Map values, Map to)
    {
        queries.CheckSame(keys, nameof(keys));
        values.CheckSame(to, nameof(to));
        Check(run, cache, position, queries, values);
        CachedAttentionJob.Run(run, new(cache, position, run.At(queries), run.At(keys), run.At(values), run.At(to)));
        GC.KeepAlive(cache);
    }

    /// <summary>Attends, where queries, keys and values are one after another the features of one vector, a third each.</summary>
    /// <inheritdoc cref="Run(in Kernels.Run, TokenCache, int, Map, Map, Map, Map)"/>
    public static void Run(in Run run, TokenCache cache, int position, Map from, Map to)
    {
        if (from.Channels != 3 * (long)to.Channels || !from.IsVector)
            throw new ArgumentException($"A token of {from} is no query, key and value for {to}.", nameof(from));

        Check(run, cache, position, to, to);
        var token = run.At(from);
        CachedAttentionJob.Run(run, new(cache, position, token, token + to.Channels, token + (2 * to.Channels), run.At(to)));
        GC.KeepAlive(cache);
    }

    private static void Check(in Run run, TokenCache cache, int position, Map queries, Map values)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, cache.Tokens);
        if (run.Images != 1)
            throw new ArgumentException($"A cache holds the tokens of one sample, not of {run.Images}.", nameof(run));
        var isOfHeads = queries.Channels == cache.Heads * cache.KeyFeatures && values.Channels == cache.Heads * cache.ValueFeatures;
        if (!queries.IsVector || !values.IsVector || !isOfHeads)
        {
            throw new ArgumentException(
                $"Queries of {queries} and values of {values} are not those of {cache.Heads} heads of {cache.KeyFeatures} and {cache.ValueFeatures} features.",
                nameof(queries));
        }
    }
}
