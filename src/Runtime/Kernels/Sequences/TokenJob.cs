using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>Learned tokens brought into a sequence, or added to one: some tokens of one sample a chunk.</summary>
/// <param name="run">The pass.</param>
/// <param name="table">The table.</param>
/// <param name="source">The operand's first interior element.</param>
/// <param name="from">The operand.</param>
/// <param name="to">The result.</param>
/// <param name="first">The token of the table that is the first one.</param>
internal readonly unsafe struct TokenJob(in Run run, PackedTokens table, float* source, Map from, Map to, int first = 0)
{
    private const int Most = 16;

    private readonly float* _source = source, _target = run.At(to), _rows = table.Rows.Pointer + (first * table.Row);
    private readonly nint _stride = run.Stride, _row = table.Row, _fromBlock = from.Block, _toBlock = to.Block;
    private readonly int _tokens = to.Width, _learned = table.Count, _blocks = to.Blocks;

    /// <summary>Chunks of a sample.</summary>
    public int Parts => (_tokens + Most - 1) / Most;

    /// <summary>Brings in the tokens whose numbers are the features of a vector.</summary>
    public static void Embed<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(TokenJob*)state;
        var (image, part) = Math.DivRem(chunk, job.Parts);
        var ids = job._source + (image * job._stride);
        for (var token = part * Most; token < Math.Min((part + 1) * Most, job._tokens); token++)
        {
            job.Copy<TLanes>(job._rows + ((nint)ids[token] * job._row), image, token);
        }
    }

    /// <summary>Brings in all tokens of the table and those of a sequence behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepend<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(TokenJob*)state;
        var (image, part) = Math.DivRem(chunk, job.Parts);
        var (first, end) = (part * Most, Math.Min((part + 1) * Most, job._tokens));
        for (var token = first; token < Math.Min(end, job._learned); token++)
        {
            job.Copy<TLanes>(job._rows + (token * job._row), image, token);
        }

        for (var block = 0; block < job._blocks; block++)
        {
            var from = job._source + (image * job._stride) + (block * job._fromBlock) - ((nint)job._learned * Map.Lanes);
            var to = job._target + (image * job._stride) + (block * job._toBlock);
            for (nint token = Math.Max(first, job._learned); token < end; token++)
            {
                TLanes.Load(from + (token * Map.Lanes)).Store(to + (token * Map.Lanes));
            }
        }
    }

    /// <summary>Adds the first tokens to those of a sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(TokenJob*)state;
        var (image, part) = Math.DivRem(chunk, job.Parts);
        var (first, end) = (part * Most, Math.Min((part + 1) * Most, job._tokens));
        for (var block = 0; block < job._blocks; block++)
        {
            var from = job._source + (image * job._stride) + (block * job._fromBlock);
            var to = job._target + (image * job._stride) + (block * job._toBlock);
            var row = job._rows + (block * Map.Lanes);
            for (nint token = first; token < end; token++)
            {
                TLanes.Add(TLanes.Load(from + (token * Map.Lanes)), TLanes.Load(row + (token * job._row))).Store(to + (token * Map.Lanes));
            }
        }
    }

    private void Copy<TLanes>(float* row, int image, int token)
        where TLanes : struct, ILanes<TLanes>
    {
        var to = _target + (image * _stride) + ((nint)token * Map.Lanes);
        for (var block = 0; block < _blocks; block++, row += Map.Lanes, to += _toBlock)
        {
            TLanes.Load(row).Store(to);
        }
    }
}
