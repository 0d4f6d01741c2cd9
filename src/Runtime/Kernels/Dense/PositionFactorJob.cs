using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// Kronecker-sparse factors over the channels of each position of a map: as many positions as a panel has samples are brought into one, in memory of
/// the thread's own, multiplied there by one factor after the other and taken back.
/// </summary>
internal unsafe struct PositionFactorJob
{
    // Panels of a chunk at most.
    private const int MostPanels = 8;

    // Multiply-adds of one core in one nanosecond.
    private const long Rate = 16;

    private StagedFactor* _factors;
    private int _count;
    private SimdLevel _level;
    private Map _from, _to, _residualMap;
    private float* _source, _target, _residual, _scratch;
    private nint _stride, _panelFloats;
    private int _panels, _panelsOfChunk;

    /// <summary>Multiplies by factors, first to last.</summary>
    public static void Run(in Run run, ReadOnlySpan<StagedFactor> factors, Map from, Map to, Map? residual)
    {
        fixed (StagedFactor* first = factors)
        {
            PositionFactorJob job = new()
            {
                _factors = first,
                _count = factors.Length,
                _level = run.Simd,
                _from = from,
                _to = to,
                _residualMap = residual ?? default,
                _source = run.At(from),
                _target = run.At(to),
                _residual = residual is { } map ? run.At(map) : null,
                _stride = run.Stride,
                _panelFloats = StagedFactor.PanelFloats(factors[0].Size.Inputs),
            };
            var (streams, weights) = (false, 0L);
            foreach (ref readonly var factor in factors)
            {
                streams |= factor.Streams;
                weights += factor.Size.NonZeros;
                job._panelFloats += factor.OutputFloats;
            }

            job._panels = run.Images * from.Height * job.PanelsOfRow;
            job._panelsOfChunk = streams ? Math.Clamp(job._panels / run.Threads, 1, MostPanels) : 1;
            var chunks = (job._panels + job._panelsOfChunk - 1) / job._panelsOfChunk;
            var slots = Math.Min(run.Threads, chunks);
            job._scratch = run.Scratch(slots * job.ChunkFloats);
            WorkerPool.Shared.For(slots, chunks, weights * run.Images * from.Height * from.Width / Rate, &Execute, &job);
        }
    }

    private readonly int PanelsOfRow => (_from.Width + Panels.Samples - 1) / Panels.Samples;

    private readonly nint ChunkFloats => _panelFloats * _panelsOfChunk;

    private static void Execute(void* state, int chunk)
    {
        var job = (PositionFactorJob*)state;
        var first = chunk * job->_panelsOfChunk;
        job->Multiply(first, Math.Min(job->_panelsOfChunk, job->_panels - first), job->_scratch + (WorkerPool.Slot * job->ChunkFloats));
    }

    /// <summary>Computes panels, whose values before, between and behind the factors lie one after the other.</summary>
    private readonly void Multiply(int first, int count, float* input)
    {
        Span<int> columns = stackalloc int[MostPanels];
        columns = columns[..count];
        var output = input + _panelFloats - _factors[_count - 1].OutputFloats;
        for (var n = 0; n < count; n++)
        {
            (var image, var row, var column, columns[n]) = Place(first + n);
            Load(_source, _from, image, row, column, columns[n], input + (n * _panelFloats));
            if (_residual != null)
                Load(_residual, _residualMap, image, row, column, columns[n], output + (n * _panelFloats));
        }

        var value = input;
        for (var i = 0; i < _count; i++)
        {
            var result = value + StagedFactor.PanelFloats(_factors[i].Size.Inputs);
            _factors[i].Run(_level, value, result, _panelFloats, columns, adds: i == _count - 1 && _residual != null);
            value = result;
        }

        for (var n = 0; n < count; n++)
        {
            var (image, row, column, _) = Place(first + n);
            var target = _target + (image * _stride) + (row * _to.Row) + ((nint)column * Map.Lanes);
            PositionTranspose.Store(_level, output + (n * _panelFloats), _to.Blocks, columns[n], target, _to.Block);
        }
    }

    /// <summary>The positions of a panel: those of one row of one sample.</summary>
    private readonly (int Image, int Row, int Column, int Count) Place(int panel)
    {
        var (line, part) = Math.DivRem(panel, PanelsOfRow);
        var (image, row) = Math.DivRem(line, _from.Height);
        var first = part * Panels.Samples;
        return (image, row, first, Math.Min(Panels.Samples, _from.Width - first));
    }

    private readonly void Load(float* map, in Map form, int image, int row, int first, int count, float* panel)
    {
        var source = map + (image * _stride) + (row * form.Row) + ((nint)first * Map.Lanes);
        PositionTranspose.Load(_level, source, form.Block, form.Blocks, count, panel);
    }
}
