using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor over the channels of each position of a map: as many positions as a panel has samples are brought into one, in memory of the
/// thread's own, multiplied there and taken back. Some positions of one row of one sample a chunk.
/// </summary>
internal unsafe struct PositionFactorJob
{
    // Multiply-adds of one core in one nanosecond.
    private const long Rate = 16;

    private TiledPattern _size;
    private SimdLevel _level;
    private Map _from, _to, _residualMap;
    private float* _source, _target, _residual, _weights, _shift, _scratch;
    private nint _stride;
    private float _floor;
    private AppliedFunction _then;
    private long _taken;

    /// <summary>Multiplies.</summary>
    public static void Run(in Run run, in TiledPattern size, PackedKronecker packed, Map from, Map to, Map? residual, bool relu, PlaceFunction then)
    {
        PositionFactorJob job = new()
        {
            _size = size,
            _level = run.Simd,
            _from = from,
            _to = to,
            _residualMap = residual ?? default,
            _source = run.At(from),
            _target = run.At(to),
            _residual = residual is { } map ? run.At(map) : null,
            _weights = packed.Weights.Pointer,
            _shift = packed.HasShift ? packed.Shift.Pointer : null,
            _stride = run.Stride,
            _floor = ConvGeometry.Floor(relu),
            _then = then.At(run.Simd, Map.Lanes),
        };
        var chunks = run.Images * from.Height * job.ChunksOfRow;
        var slots = Math.Min(Math.Min(run.Threads, ThreadSlots.Most), chunks);
        job._scratch = run.Scratch(slots * job.Floats);
        WorkerPool.Shared.For(slots, chunks, size.NonZeros * run.Images * from.Height * from.Width / Rate, &Execute, &job);
        GC.KeepAlive(packed);
    }

    private readonly int ChunksOfRow => (_from.Width + Panels.Samples - 1) / Panels.Samples;

    /// <summary>Floats of the panels before and behind the factor.</summary>
    private readonly nint Floats => (nint)(_from.Blocks + _to.Blocks) * Map.Lanes * Panels.Samples;

    private static void Execute(void* state, int chunk)
    {
        var job = (PositionFactorJob*)state;
        var (line, part) = Math.DivRem(chunk, job->ChunksOfRow);
        var (image, row) = Math.DivRem(line, job->_from.Height);
        var first = part * Panels.Samples;
        var slot = ThreadSlots.Take(ref job->_taken);
        var input = job->_scratch + (slot * job->Floats);
        var output = input + ((nint)job->_from.Blocks * Map.Lanes * Panels.Samples);
        job->Multiply(image, row, first, Math.Min(Panels.Samples, job->_from.Width - first), input, output);
        ThreadSlots.Return(ref job->_taken, slot);
    }

    private readonly void Multiply(int image, int row, int first, int count, float* input, float* output)
    {
        Load(_source, _from, image, row, first, count, input);
        if (_residual != null)
            Load(_residual, _residualMap, image, row, first, count, output);

        Panel panel = default;
        panel.Columns = count;
        PanelFactor factor = new()
        {
            Size = _size,
            Weights = _weights,
            Shift = _shift,
            Input = input,
            Output = output,
            OutputRow = Panels.Samples,
            Residual = _residual == null ? null : output,
            Floor = _floor,
        };
        factor.Run(_level, &panel);
        _then.Apply(output, _size.Outputs * (Panels.Samples / Map.Lanes), Map.Lanes, 0);

        // Lanes behind the last channel are zero.
        var used = (nint)_size.Outputs * Panels.Samples;
        new Span<float>(output + used, (int)(((nint)_to.Blocks * Map.Lanes * Panels.Samples) - used)).Clear();
        var target = _target + (image * _stride) + (row * _to.Row) + ((nint)first * Map.Lanes);
        for (var block = 0; block < _to.Blocks; block++)
        {
            PanelTranspose.Store(_level, output, Map.Lanes, count, target, streams: false);
            output += Map.Lanes * Panels.Samples;
            target += _to.Block;
        }
    }

    /// <summary>Positions of a map, which lie as samples of a block's channels do.</summary>
    private readonly void Load(float* map, in Map form, int image, int row, int first, int count, float* panel)
    {
        var source = map + (image * _stride) + (row * form.Row) + ((nint)first * Map.Lanes);
        for (var block = 0; block < form.Blocks; block++)
        {
            PanelTranspose.Load(_level, source, Map.Lanes, count, panel);
            source += form.Block;
            panel += Map.Lanes * Panels.Samples;
        }
    }
}
