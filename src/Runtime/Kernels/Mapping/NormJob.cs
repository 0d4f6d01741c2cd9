using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>
/// A norm of groups of channels in three passes over a map: sums, of which means become; squares of the distances from these; results. One block of
/// one sample a chunk, whose sums are added up by one thread between the passes, in the order of the channels.
/// </summary>
/// <remarks>A row is summed in single precision, rows and channels in double: a map has too many numbers for one sum in single precision.</remarks>
internal readonly unsafe struct NormJob
{
    private readonly float* _source, _target, _scale, _shift, _scratch;
    private readonly nint _stride;
    private readonly float _floor, _epsilon;
    private readonly int _groups, _positions;
    private readonly AppliedFunction _then;
    private readonly Map _from, _to;

    public NormJob(
        in Run run, PackedAffine affine, Map from, Map to, int groups, float epsilon, int scratch, bool relu, PlaceFunction then)
    {
        from.CheckSame(to, nameof(to));
        _source = run.At(from);
        _target = run.At(to);
        _scratch = run.At(scratch, 0, 4 * from.Blocks * Map.Lanes);
        _stride = run.Stride;
        _scale = affine.Scale.Pointer;
        _shift = affine.Shift.Pointer;
        _positions = affine.Positions;
        (_groups, _epsilon, _floor) = (groups, epsilon, relu ? 0 : float.NegativeInfinity);
        _then = then.At(run.Simd, to.Channels);
        (_from, _to) = (from, to);
    }

    /// <summary>The sums of a block's channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(NormJob*)state;
        var (image, block) = Math.DivRem(chunk, job._from.Blocks);
        var x = job._source + (image * job._stride) + (block * job._from.Block);
        var sums = job.Sums(image) + (block * Map.Lanes);
        new Span<double>(sums, Map.Lanes).Clear();
        for (var row = 0; row < job._from.Height; row++, x += job._from.Row)
        {
            var sum = TLanes.All(0);
            for (nint i = 0; i < job._from.Width * Map.Lanes; i += Map.Lanes)
            {
                sum = TLanes.Add(sum, TLanes.Load(x + i));
            }

            Add(sum, sums);
        }
    }

    /// <summary>The sums of the squares of a block's distances from its channels' means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Squares<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(NormJob*)state;
        var (image, block) = Math.DivRem(chunk, job._from.Blocks);
        var x = job._source + (image * job._stride) + (block * job._from.Block);
        var sums = job.Sums(image) + (block * Map.Lanes);
        var offset = TLanes.Load(job.Offsets(image) + (block * Map.Lanes));
        new Span<double>(sums, Map.Lanes).Clear();
        for (var row = 0; row < job._from.Height; row++, x += job._from.Row)
        {
            var sum = TLanes.All(0);
            for (nint i = 0; i < job._from.Width * Map.Lanes; i += Map.Lanes)
            {
                var distance = TLanes.Add(TLanes.Load(x + i), offset);
                sum.AddProduct(distance, distance);
            }

            Add(sum, sums);
        }
    }

    /// <summary>A block's results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(NormJob*)state;
        var (image, block) = Math.DivRem(chunk, job._from.Blocks);
        var x = job._source + (image * job._stride) + (block * job._from.Block);
        var y = job._target + (image * job._stride) + (block * job._to.Block);
        var (offset, factor) = (TLanes.Load(job.Offsets(image) + (block * Map.Lanes)), TLanes.Load(job.Quotients(image) + (block * Map.Lanes)));
        var scale = job._scale + (block * job._positions * Map.Lanes);
        var shift = job._shift + (block * job._positions * Map.Lanes);

        // Where all positions share a channel's numbers, the next position's are where these are.
        nint step = job._positions == 1 ? 0 : Map.Lanes;
        var floor = TLanes.All(job._floor);
        for (var row = 0; row < job._from.Height; row++, x += job._from.Row, y += job._to.Row)
        {
            for (nint i = 0; i < job._from.Width * Map.Lanes; i += Map.Lanes, scale += step, shift += step)
            {
                var normal = TLanes.Multiply(TLanes.Add(TLanes.Load(x + i), offset), factor);
                TLanes.Max(floor, TLanes.MultiplyAdd(normal, TLanes.Load(scale), TLanes.Load(shift))).Store(y + i);
            }

            job._then.Apply(y, job._to.Width, Map.Lanes, block);
        }
    }

    /// <summary>From the sums of channels to what is added to each: the mean of its group, below zero.</summary>
    public void Means(int images)
    {
        for (var image = 0; image < images; image++)
        for (var group = 0; group < _groups; group++)
        {
            Fill(Offsets(image), group, (float)-Mean(image, group));
        }
    }

    /// <summary>From the sums of squares to what each channel is multiplied by.</summary>
    public void Factors(int images)
    {
        for (var image = 0; image < images; image++)
        for (var group = 0; group < _groups; group++)
        {
            Fill(Quotients(image), group, (float)(1 / Math.Sqrt(Mean(image, group) + _epsilon)));
        }
    }

    private static void Add<TLanes>(TLanes sum, double* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = stackalloc float[Map.Lanes];
        sum.Store(lanes);
        for (var i = 0; i < Map.Lanes; i++)
        {
            sums[i] += lanes[i];
        }
    }

    private int Size => _from.Channels / _groups;

    private double* Sums(int image) => (double*)(_scratch + (image * _stride));

    private float* Offsets(int image) => _scratch + (image * _stride) + (2 * _from.Blocks * Map.Lanes);

    private float* Quotients(int image) => _scratch + (image * _stride) + (3 * _from.Blocks * Map.Lanes);

    private double Mean(int image, int group)
    {
        var (sums, sum) = ((nint)Sums(image), 0.0);
        for (var channel = group * Size; channel < (group + 1) * Size; channel++)
        {
            sum += ((double*)sums)[channel];
        }

        return sum / ((double)Size * _from.Height * _from.Width);
    }

    /// <summary>A number for each channel of a group; padding lanes behind the last channel stay zero.</summary>
    private void Fill(float* numbers, int group, float value)
    {
        new Span<float>(numbers + (group * Size), Size).Fill(value);
        if (group == _groups - 1)
            new Span<float>(numbers + _from.Channels, (_from.Blocks * Map.Lanes) - _from.Channels).Clear();
    }
}
