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
    // Multiply-adds of one core in one nanosecond.
    private const long Rate = 16;

    private StagedFactor* _factors;
    private int _count;
    private SimdLevel _level;
    private Map _from, _to, _residualMap;
    private float* _source, _target, _residual;
    private ThreadScratch _scratch;
    private nint _stride, _panelFloats;

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
            var weights = 0L;
            foreach (ref readonly var factor in factors)
            {
                weights += factor.Size.NonZeros;
                job._panelFloats += factor.OutputFloats;
            }

            var chunks = run.Images * from.Height * job.PanelsOfRow;
            var slots = Math.Min(run.Threads, chunks);
            job._scratch = run.ThreadScratch(job._panelFloats, slots);
            WorkerPool.Shared.For(slots, chunks, weights * run.Images * from.Height * from.Width / Rate, &Execute, &job);
        }
    }

    private readonly int PanelsOfRow => (_from.Width + Panels.Samples - 1) / Panels.Samples;

    private static void Execute(void* state, int chunk)
    {
        var job = (PositionFactorJob*)state;
        var (line, part) = Math.DivRem(chunk, job->PanelsOfRow);
        var (image, row) = Math.DivRem(line, job->_from.Height);
        var first = part * Panels.Samples;
        var panel = job->_scratch.Own;
        job->Multiply(image, row, first, Math.Min(Panels.Samples, job->_from.Width - first), panel);
    }

    /// <summary>Computes a panel of positions of one row of one sample, whose values before, between and behind the factors lie one after the other.</summary>
    private readonly void Multiply(int image, int row, int first, int count, float* value)
    {
        Load(_source, _from, image, row, first, count, value);
        if (_residual != null)
            Load(_residual, _residualMap, image, row, first, count, value + _panelFloats - _factors[_count - 1].OutputFloats);

        for (var i = 0; i < _count; i++)
        {
            var result = value + StagedFactor.PanelFloats(_factors[i].Size.Inputs);
            _factors[i].Run(_level, value, result, count, adds: i == _count - 1 && _residual != null);
            value = result;
        }

        var target = _target + (image * _stride) + (row * _to.Row) + ((nint)first * Map.Lanes);
        PositionTranspose.Store(_level, value, _to.Blocks, count, target, _to.Block);
    }

    private readonly void Load(float* map, in Map form, int image, int row, int first, int count, float* panel)
    {
        var source = map + (image * _stride) + (row * form.Row) + ((nint)first * Map.Lanes);
        PositionTranspose.Load(_level, source, form.Block, form.Blocks, count, panel);
    }
}
