using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>
/// Attention of several heads: each query takes the mean of all values, or of those up to its own token, weighted by the softmax of its products with
/// the keys over √d, where d is the features of a head's key. Sequences are maps of one row: tokens are its columns, features its channels.
/// </summary>
/// <remarks>Vaswani et al., Attention Is All You Need, 2017, equation 1.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class MultiHeadAttention
{
    /// <summary>Attends. The result must not overlap an operand.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="keys">The keys, as many features as the queries.</param>
    /// <param name="values">The values.</param>
    /// <param name="to">The result, as many features as the values.</param>
    /// <param name="heads">Heads, each with consecutive features of all of these.</param>
    /// <param name="causal">Whether a query sees no token behind its own.</param>
    public static void Run(in Run run, Map queries, Map keys, Map values, Map to, int heads, bool causal)
    {
        values.CheckSame(to, nameof(to));
        queries.CheckSame(keys, nameof(keys));
        Check(queries, values, heads);
        HeadPart q = new(run.At(queries), queries, 0), k = new(run.At(keys), keys, 0), v = new(run.At(values), values, 0);
        AttentionJob.Run(run, new AttentionJob(run, q, k, v, to, heads, queries.Channels, causal));
    }

    /// <summary>Attends, where queries, keys and values are one after another the features of one sequence, a third each.</summary>
    /// <inheritdoc cref="Run(in Kernels.Run, Map, Map, Map, Map, int, bool)"/>
    public static void Run(in Run run, Map from, Map to, int heads, bool causal)
    {
        if (from.Channels != 3 * (long)to.Channels)
            throw new ArgumentException($"A sequence of {from} is no queries, keys and values for {to}.", nameof(from));

        Check(to, new Map(from.Offset, to.Channels, from.Height, from.Width, from.Border), heads);
        var tokens = run.At(from);
        HeadPart q = new(tokens, from, 0), k = new(tokens, from, to.Channels), v = new(tokens, from, 2 * to.Channels);
        AttentionJob.Run(run, new AttentionJob(run, q, k, v, to, heads, to.Channels, causal));
    }

    private static void Check(Map queries, Map values, int heads)
    {
        if (queries.Height != 1 || values.Height != 1 || queries.Width != values.Width)
            throw new ArgumentException($"Queries of {queries} and values of {values} are not as many tokens in one row.", nameof(values));
        if (heads < 1 || queries.Channels % heads != 0 || values.Channels % heads != 0)
            throw new ArgumentException($"{heads} heads do not divide the features of {queries} and {values}.", nameof(heads));
    }
}
