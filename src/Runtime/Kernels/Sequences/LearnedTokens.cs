using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>
/// Kernels with learned tokens. Sequences are maps of one row: tokens are its columns, features its channels. Each leaves borders alone and keeps lanes
/// past the last channel zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LearnedTokens
{
    // What one core moves through its caches, roughly.
    private const long BytesPerNanosecond = 10;

    /// <summary>The tokens of a table whose numbers are given.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="table">The table.</param>
    /// <param name="ids">A vector of whole numbers from 0 on, below the table's count.</param>
    /// <param name="to">The result, a token for each number.</param>
    public static void Embed(in Run run, PackedTokens table, Map ids, Map to)
    {
        ArgumentNullException.ThrowIfNull(table);
        table.Check(to, 1, nameof(to));
        if (!ids.IsVector || ids.Channels != to.Width)
            throw new ArgumentException($"{ids} is no vector of a number for each token of {to}.", nameof(ids));

        CheckIds(run, table.Count, ids);
        TokenJob job = new(run, table, run.At(ids), ids, to);
        For<EmbedKernel>(run, to, job);
        GC.KeepAlive(table);
    }

    /// <summary>The tokens of a table, then those of a sequence. The result must not overlap the operand.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="table">The table, all of which comes first.</param>
    /// <param name="from">The sequence.</param>
    /// <param name="to">The result.</param>
    public static void Prepend(in Run run, PackedTokens table, Map from, Map to)
    {
        ArgumentNullException.ThrowIfNull(table);
        table.Check(to, table.Count, nameof(to));
        if (from.Channels != to.Channels || from.Height != 1 || from.Width != to.Width - table.Count)
            throw new ArgumentException($"{table.Count} tokens and {from} do not make {to}.", nameof(to));

        TokenJob job = new(run, table, run.At(from), from, to);
        For<PrependKernel>(run, to, job);
        GC.KeepAlive(table);
    }

    /// <summary>A sequence and tokens of a table, one after another, added token by token. The result may be the operand.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="table">The table, which reaches as far as the sequence.</param>
    /// <param name="from">The sequence.</param>
    /// <param name="to">The result.</param>
    /// <param name="first">The token of the table that the sequence begins at.</param>
    public static void Add(in Run run, PackedTokens table, Map from, Map to, int first = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        from.CheckSame(to, nameof(to));
        table.Check(to, checked(first + to.Width), nameof(to));
        TokenJob job = new(run, table, run.At(from), from, to, first);
        For<AddKernel>(run, to, job);
        GC.KeepAlive(table);
    }

    private static void For<TKernel>(in Run run, Map to, TokenJob job)
        where TKernel : struct, ILaneKernel =>
        WorkerPool.Shared.For(run.Threads, run.Images * job.Parts, to.Bytes * run.Images / BytesPerNanosecond, Levels.Body<TKernel>(run.Simd), &job);

    private static void CheckIds(in Run run, int count, Map ids)
    {
        for (var image = 0; image < run.Images; image++)
        {
            foreach (var id in run.Vector(image, ids.Offset, ids.Channels))
            {
                if (!(id >= 0 && id < count))
                    throw new ArgumentOutOfRangeException(nameof(ids), id, $"The table has {count} tokens.");
            }
        }
    }

    private readonly struct EmbedKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &TokenJob.Embed<TLanes>;
    }

    private readonly struct PrependKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &TokenJob.Prepend<TLanes>;
    }

    private readonly struct AddKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &TokenJob.Add<TLanes>;
    }
}
