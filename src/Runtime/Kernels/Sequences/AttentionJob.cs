using System;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>
/// Attention over one pass: first the keys of each head are turned, then some queries of a head at a time have their scores, weights and results
/// made by one thread. No more than the scores of one tile of queries exist at a time, in memory of the thread's own.
/// </summary>
internal unsafe struct AttentionJob
{
    // One thread's multiply-adds in a nanosecond, roughly.
    private const long MultiplyAddsPerNanosecond = 40;

    private readonly HeadPart _queries, _keys, _values, _results;
    private readonly nint _stride;
    private readonly int _heads, _tokens, _keyFeatures, _valueFeatures, _channels;
    private readonly bool _isCausal, _usesVectors;
    private readonly float _scale;
    private float* _turned;
    private ThreadScratch _own;
    private nint _turnedHead, _row, _ownSize;
    private int _groupRows, _groups;

    public AttentionJob(in Run run, HeadPart queries, HeadPart keys, HeadPart values, Map to, int heads, int keyFeatures, bool isCausal)
    {
        (_queries, _keys, _values, _results) = (queries, keys, values, new HeadPart(run.At(to), to, 0));
        _stride = run.Stride;
        (_heads, _tokens, _channels) = (heads, to.Width, to.Channels);
        (_keyFeatures, _valueFeatures) = (keyFeatures / heads, to.Channels / heads);
        (_isCausal, _usesVectors) = (isCausal, Levels.Has128(run.Simd));
        _scale = (float)(1 / Math.Sqrt(_keyFeatures));
    }

    // Blocks that the values of a head can reach into, and floats of a result there.
    private readonly int ResultRow => ((_valueFeatures + (2 * Map.Lanes) - 2) / Map.Lanes) * Map.Lanes;

    /// <summary>Runs it.</summary>
    public static void Run(in Run run, AttentionJob job)
    {
        job._row = (job._tokens + Map.Lanes - 1) / Map.Lanes * Map.Lanes;
        job._turnedHead = job._keyFeatures * job._row;
        Levels.Tiles<Plan>(run.Simd)(&job, 0);

        var heads = run.Images * job._heads;
        var chunks = heads * job._groups;
        var slots = Math.Min(run.Threads, chunks);
        job._turned = run.Scratch(heads * (long)job._turnedHead);
        job._own = run.ThreadScratch(job._ownSize, slots);
        var elements = heads * (long)job._keyFeatures * job._tokens;
        WorkerPool.Shared.For(slots, heads, elements / 2, &Turn, &job);
        WorkerPool.Shared.For(slots, chunks, 2 * elements * job._tokens / MultiplyAddsPerNanosecond, Levels.Tiles<Kernel>(run.Simd), &job);
    }

    private static void Turn(void* state, int chunk)
    {
        ref readonly var job = ref *(AttentionJob*)state;
        var (image, head) = Math.DivRem(chunk, job._heads);
        var feature = head * job._keyFeatures;
        var keys = job._keys.Start(image * job._stride, feature);
        TurnedKeys.Turn(
            keys, job._keys.Block, job._keys.Lane(feature), job._keyFeatures, job._tokens, job._turned + (chunk * job._turnedHead), job._row, job._usesVectors);
    }

    /// <summary>Cuts the queries into groups that have a tile's rows.</summary>
    private static void Cut<TWidth, TVector>(void* state, int index)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        ref var job = ref *(AttentionJob*)state;
        job._groups = (job._tokens + ProductKernels<TWidth, TVector>.Rows - 1) / ProductKernels<TWidth, TVector>.Rows;
        job._groupRows = (job._tokens + job._groups - 1) / job._groups;
        job._groups = (job._tokens + job._groupRows - 1) / job._groupRows;
        job._ownSize = ProductKernels<TWidth, TVector>.Rows * (job._row + job.ResultRow);
    }

    private static void Execute<TLanes, TWidth, TVector>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var job = (AttentionJob*)state;
        var (head, group) = Math.DivRem(chunk, job->_groups);
        var first = group * job->_groupRows;
        var rows = Math.Min(job->_groupRows, job->_tokens - first);
        var scores = job->_own.Own;
        var seen = job->_isCausal ? first + rows : job->_tokens;
        job->Score<TWidth, TVector>(head, first, rows, seen, scores);
        for (var i = 0; i < rows; i++)
        {
            ScoreRows.Weigh<TLanes>(scores + (i * job->_row), job->_isCausal ? first + i + 1 : job->_tokens, seen, job->_scale);
        }

        if (job->_isCausal && rows > 1 && !job->AreFinite<TLanes>(head, first + 1, seen))
        {
            // Not even times zero may a query see what is behind its own token.
            for (var i = 0; i < rows; i++)
            {
                job->Mix<TWidth, TVector>(head, first + i, 1, first + i + 1, scores, scores + (i * job->_row));
            }
        }
        else
        {
            job->Mix<TWidth, TVector>(head, first, rows, seen, scores, scores);
        }
    }

    /// <summary>The scores of some queries and the first keys: products of their features.</summary>
    private readonly void Score<TWidth, TVector>(int head, int first, int rows, int seen, float* scores)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var (image, feature) = (head / _heads, head % _heads * _keyFeatures);
        var lane = _queries.Lane(feature);
        var tile = new ProductTile
        {
            Numbers = _queries.Start(image * _stride, feature) + (first * Map.Lanes) + lane,
            RowStep = Map.Lanes,
            Length = _keyFeatures,
            FirstLength = Math.Min(_keyFeatures, Map.Lanes - lane),
            SegmentLength = Map.Lanes,
            Gap = _queries.Block - Map.Lanes,
            VectorStep = _row,
            SecondVector = TWidth.Lanes,
            SumStep = _row,
            SecondSum = TWidth.Lanes,
        };
        for (var key = 0; key < seen; key += ProductKernels<TWidth, TVector>.Columns)
        {
            tile.Vectors = _turned + (head * _turnedHead) + key;
            tile.Sums = scores + key;
            ProductKernels<TWidth, TVector>.Of(rows, seen - key)(&tile);
        }
    }

    /// <summary>Whether the values of some tokens are, in all blocks that the head reaches into.</summary>
    private readonly bool AreFinite<TLanes>(int head, int first, int end)
        where TLanes : struct, ILanes<TLanes>
    {
        var (image, feature) = (head / _heads, head % _heads * _valueFeatures);
        var values = _values.Start(image * _stride, feature);
        var sum = TLanes.All(0);
        for (var block = 0; block * Map.Lanes < _values.Lane(feature) + _valueFeatures; block++, values += _values.Block)
        for (var token = first; token < end; token++)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(values + (token * Map.Lanes)), TLanes.All(0), sum);
        }

        return !TLanes.HasNaN(sum);
    }

    /// <summary>The results of some queries: the first values, weighted.</summary>
    private readonly void Mix<TWidth, TVector>(int head, int first, int rows, int seen, float* scratch, float* weights)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var (image, feature) = (head / _heads, head % _heads * _valueFeatures);
        var (from, to) = (_values.Lane(feature), _results.Lane(feature));
        var values = _values.Start(image * _stride, feature);
        var results = _results.Start(image * _stride, feature) + (first * Map.Lanes);
        var isWhole = from == 0 && to == 0 && _valueFeatures % Map.Lanes == 0;
        var own = scratch + (ProductKernels<TWidth, TVector>.Rows * _row);
        nint row = isWhole ? Map.Lanes : ResultRow, block = isWhole ? _results.Block : Map.Lanes;
        var tile = new ProductTile
        {
            Numbers = weights,
            RowStep = _row,
            Length = seen,
            FirstLength = seen,
            VectorStep = Map.Lanes,
            SecondVector = TWidth.Lanes < Map.Lanes ? TWidth.Lanes : _values.Block,
            SumStep = row,
            SecondSum = TWidth.Lanes < Map.Lanes ? TWidth.Lanes : block,
        };
        var lanes = (from + _valueFeatures + Map.Lanes - 1) / Map.Lanes * Map.Lanes;
        for (var at = 0; at < lanes; at += ProductKernels<TWidth, TVector>.Columns)
        {
            tile.Vectors = values + (at / Map.Lanes * _values.Block) + (at % Map.Lanes);
            tile.Sums = (isWhole ? results : own) + (at / Map.Lanes * block) + (at % Map.Lanes);
            ProductKernels<TWidth, TVector>.Of(rows, lanes - at)(&tile);
        }

        if (!isWhole)
            CopyOut(own + from, row, results, to, rows, isLast: feature + _valueFeatures == _channels);
    }

    /// <summary>Brings the results of a head that shares blocks with others to its lanes of these; lanes behind the last channel become zero.</summary>
    private readonly void CopyOut(float* from, nint row, float* to, int lane, int rows, bool isLast)
    {
        for (var i = 0; i < rows; i++, from += row, to += Map.Lanes)
        {
            for (var feature = 0; feature < _valueFeatures; feature++)
            {
                var at = lane + feature;
                to[(at / Map.Lanes * _results.Block) + (at % Map.Lanes)] = from[feature];
            }

            var end = lane + _valueFeatures;
            if (isLast && end % Map.Lanes != 0)
                new Span<float>(to + (end / Map.Lanes * _results.Block) + (end % Map.Lanes), Map.Lanes - (end % Map.Lanes)).Clear();
        }
    }

    private readonly struct Plan : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Cut<TWidth, TVector>;
    }

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Execute<TLanes, TWidth, TVector>;
    }
}
