using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>
/// A norm over neighbouring channels: the squares of a block and its neighbours side by side, summed by loads from each of them on. One row of one
/// sample a chunk.
/// </summary>
internal readonly unsafe struct LocalNormJob(in Run run, Map from, Map to, int size, float alpha, float beta, float k)
{
    /// <summary>The most channels, whose squares lie on the stack.</summary>
    public const int Largest = 255;

    private const float ThreeQuarters = 0.75f;

    private readonly float* _source = run.At(from), _target = run.At(to);
    private readonly nint _stride = run.Stride;
    private readonly Map _from = from, _to = to;
    private readonly int _size = size;
    private readonly float _alpha = alpha, _beta = beta, _k = k;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(LocalNormJob*)state;
        var (image, row) = Math.DivRem(chunk, job._from.Height);
        var source = job._source + (image * job._stride) + (row * job._from.Row);
        var target = job._target + (image * job._stride) + (row * job._to.Row);
        var squares = stackalloc float[Largest + Map.Lanes];
        for (var column = 0; column < job._from.Width; column++, source += Map.Lanes, target += Map.Lanes)
        for (var block = 0; block < job._from.Blocks; block++)
        {
            job.Square(source, (block * Map.Lanes) - (job._size / 2), squares);
            var sum = TLanes.Load(squares);
            for (var i = 1; i < job._size; i++)
            {
                sum = TLanes.Add(sum, TLanes.Load(squares + i));
            }

            // Lanes past the last channel hold zeros and stay so.
            TLanes.MultiplyAdd(sum, TLanes.All(job._alpha), TLanes.All(job._k)).Store(squares);
            job.Raise(squares);
            TLanes.Divide(TLanes.Load(source + (block * job._from.Block)), TLanes.Load(squares)).Store(target + (block * job._to.Block));
        }
    }

    /// <summary>The squares of the channels from one on that a block needs; zeros where there are no channels.</summary>
    private void Square(float* position, int first, float* squares)
    {
        for (var i = 0; i < _size + Map.Lanes - 1; i++)
        {
            var channel = first + i;
            var value = channel >= 0 && channel < _from.Channels ? position[_from.Lane(channel)] : 0;
            squares[i] = value * value;
        }
    }

    /// <summary>Each to the power of beta: of 3/4, which nearly all networks have, by roots.</summary>
    private void Raise(float* numbers)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            var root = MathF.Sqrt(numbers[i]);
            numbers[i] = _beta == ThreeQuarters ? root * MathF.Sqrt(root) : MathF.Pow(numbers[i], _beta);
        }
    }
}
