using System;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>Attention of one query over cached keys and values: a head a chunk. Scores lie in memory of the thread's own.</summary>
internal unsafe struct CachedAttentionJob(TokenCache cache, int position, float* queries, float* keys, float* values, float* results)
{
    // What one core reads of a cache, roughly.
    private const long FloatsPerNanosecond = 8;

    private readonly float* _queries = queries, _keys = keys, _values = values, _results = results;
    private readonly float* _cachedKeys = cache.Keys(0), _cachedValues = cache.Values(0);
    private readonly nint _headKeys = cache.KeyFeatures * (nint)cache.Row, _headValues = cache.ValueRow * (nint)cache.Tokens, _block = cache.Block;
    private readonly int _heads = cache.Heads, _keyFeatures = cache.KeyFeatures, _valueFeatures = cache.ValueFeatures, _valueRow = cache.ValueRow;
    private readonly int _row = cache.Row, _position = position;
    private readonly float _scale = (float)(1 / Math.Sqrt(cache.KeyFeatures));
    private ThreadScratch _own;

    private readonly nint OwnSize => _row + _valueRow;

    /// <summary>Tokens that the query sees: those before it and its own.</summary>
    private readonly int Seen => _position + 1;

    /// <summary>Runs it.</summary>
    public static void Run(in Run run, CachedAttentionJob job)
    {
        var slots = Math.Min(run.Threads, job._heads);
        job._own = run.ThreadScratch(job.OwnSize, slots);
        var floats = job._heads * (long)(job._keyFeatures + job._valueFeatures) * job.Seen;
        WorkerPool.Shared.For(slots, job._heads, floats / FloatsPerNanosecond, Levels.Tiles<Kernel>(run.Simd), &job);
    }

    private static void Execute<TLanes, TWidth, TVector>(void* state, int head)
        where TLanes : struct, ILanes<TLanes>
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var job = (CachedAttentionJob*)state;
        var scores = job->_own.Own;
        job->Remember(head);
        job->Score<TWidth, TVector>(head, scores);
        ScoreRows.Weigh<TLanes>(scores, job->Seen, job->Seen, job->_scale);
        job->Mix<TWidth, TVector>(head, scores, scores + job->_row);
    }

    /// <summary>Adds the key and the value of the token to the cache.</summary>
    private readonly void Remember(int head)
    {
        var key = _keys + (head * _keyFeatures);
        var keys = _cachedKeys + (head * _headKeys) + _position;
        for (var feature = 0; feature < _keyFeatures; feature++, keys += _row)
        {
            *keys = key[feature];
        }

        var value = _values + (head * _valueFeatures);
        var values = _cachedValues + (head * _headValues) + ((nint)_position * Map.Lanes);
        for (var feature = 0; feature < _valueFeatures; feature++)
        {
            values[(feature / Map.Lanes * _block) + (feature % Map.Lanes)] = value[feature];
        }
    }

    /// <summary>The scores of the query and the keys that it sees. Of those behind them, what a longer text left, the scores are not read.</summary>
    private readonly void Score<TWidth, TVector>(int head, float* scores)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var tile = new ProductTile
        {
            Numbers = _queries + (head * _keyFeatures),
            Length = _keyFeatures,
            FirstLength = _keyFeatures,
            VectorStep = _row,
            SecondVector = TWidth.Lanes,
            SecondSum = TWidth.Lanes,
        };
        for (var key = 0; key < Seen; key += ProductKernels<TWidth, TVector>.Columns)
        {
            tile.Vectors = _cachedKeys + (head * _headKeys) + key;
            tile.Sums = scores + key;
            ProductKernels<TWidth, TVector>.Of(1, Seen - key)(&tile);
        }
    }

    /// <summary>The result: the values that the query sees, weighted.</summary>
    private readonly void Mix<TWidth, TVector>(int head, float* weights, float* own)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var tile = new ProductTile
        {
            Numbers = weights,
            Length = Seen,
            FirstLength = Seen,
            VectorStep = Map.Lanes,
            SecondVector = TWidth.Lanes < Map.Lanes ? TWidth.Lanes : _block,
            SecondSum = TWidth.Lanes,
        };
        for (var at = 0; at < _valueRow; at += ProductKernels<TWidth, TVector>.Columns)
        {
            tile.Vectors = _cachedValues + (head * _headValues) + (at / Map.Lanes * _block) + (at % Map.Lanes);
            tile.Sums = own + at;
            ProductKernels<TWidth, TVector>.Of(1, _valueRow - at)(&tile);
        }

        // Heads need not begin at a block, and lanes behind the last feature stay zero.
        var (first, end) = (head * _valueFeatures, (head + 1) * _valueFeatures);
        new Span<float>(own, _valueFeatures).CopyTo(new Span<float>(_results + first, _valueFeatures));
        if (head == _heads - 1 && end % Map.Lanes != 0)
            new Span<float>(_results + end, Map.Lanes - (end % Map.Lanes)).Clear();
    }

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Execute<TLanes, TWidth, TVector>;
    }
}
