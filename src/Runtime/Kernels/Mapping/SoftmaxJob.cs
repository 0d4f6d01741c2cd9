using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>
/// exp(x - m) over the channels of each position with their largest m, divided by its sum, or x - m less the logarithm of the sum. One row of
/// one sample a chunk.
/// </summary>
internal readonly unsafe struct SoftmaxJob(in Run run, Map from, Map to, bool isLogarithm)
{
    private readonly float* _source = run.At(from), _target = run.At(to);
    private readonly nint _stride = run.Stride;
    private readonly Map _from = from, _to = to;
    private readonly bool _isLogarithm = isLogarithm;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(SoftmaxJob*)state;
        var (image, row) = Math.DivRem(chunk, job._from.Height);
        var source = job._source + (image * job._stride) + (row * job._from.Row);
        var target = job._target + (image * job._stride) + (row * job._to.Row);
        for (var c = 0; c < job._from.Width; c++)
        {
            job.Position<TLanes>(source + (c * Map.Lanes), target + (c * Map.Lanes));
        }
    }

    private void Position<TLanes>(float* x, float* y)
        where TLanes : struct, ILanes<TLanes>
    {
        var (blocks, last) = (_from.Blocks, _from.Channels - ((_from.Blocks - 1) * Map.Lanes));

        // The lanes past the last channel have no part in it.
        var lanes = stackalloc float[Map.Lanes];
        var tail = x + ((blocks - 1) * _from.Block);
        for (var i = 0; i < Map.Lanes; i++)
        {
            lanes[i] = i < last ? tail[i] : float.NegativeInfinity;
        }

        var largest = TLanes.Load(lanes);
        for (var b = 0; b < blocks - 1; b++)
        {
            largest = TLanes.MaxOrNaN(largest, TLanes.Load(x + (b * _from.Block)));
        }

        largest.Store(lanes);
        var max = lanes[0];
        for (var i = 1; i < Map.Lanes; i++)
        {
            max = float.IsNaN(max) || max > lanes[i] ? max : lanes[i];
        }

        var (sums, shift) = (TLanes.All(0), TLanes.All(-max));
        for (var b = 0; b < blocks; b++)
        {
            var block = y + (b * _to.Block);
            var difference = TLanes.Add(TLanes.Load(x + (b * _from.Block)), shift);
            var power = LaneMath.Exp(difference);
            (_isLogarithm ? difference : power).Store(block);
            if (b == blocks - 1)
            {
                power.Store(lanes);
                new Span<float>(lanes + last, Map.Lanes - last).Clear();
                new Span<float>(block + last, Map.Lanes - last).Clear();
                power = TLanes.Load(lanes);
            }

            sums = TLanes.Add(sums, power);
        }

        sums.Store(lanes);
        var sum = 0.0;
        for (var i = 0; i < Map.Lanes; i++)
        {
            sum += lanes[i];
        }

        Finish<TLanes>(y, blocks, last, _isLogarithm ? TLanes.All((float)-Math.Log(sum)) : TLanes.All((float)(1 / sum)));
    }

    private void Finish<TLanes>(float* y, int blocks, int last, TLanes number)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var b = 0; b < blocks; b++)
        {
            var block = y + (b * _to.Block);
            var value = TLanes.Load(block);
            (_isLogarithm ? TLanes.Add(value, number) : TLanes.Multiply(value, number)).Store(block);
        }

        new Span<float>(y + ((blocks - 1) * _to.Block) + last, Map.Lanes - last).Clear();
    }
}
