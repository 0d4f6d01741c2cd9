using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Tiles;

/// <summary>A row of a register tile: one or two vectors of sums.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TVectors">How many there are; of one, the second is nothing.</typeparam>
internal unsafe struct SumRow<TWidth, TVector, TVectors>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TVectors : struct, ICount
{
    private TVector _first, _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(TVector first, TVector second)
    {
        _first = first;
        _second = second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(TVector both) => Start(both, both);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float* row, nint second)
    {
        _first = TWidth.Add(_first, *(TVector*)row);
        if (TVectors.Value > 1)
            _second = TWidth.Add(_second, *(TVector*)(row + second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(TVector first, TVector second, float value)
    {
        var all = TWidth.All(value);
        _first = TWidth.MultiplyAdd(all, first, _first);
        if (TVectors.Value > 1)
            _second = TWidth.MultiplyAdd(all, second, _second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(TVector vector, float* other) => _first = TWidth.MultiplyAdd(vector, *(TVector*)other, _first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* row, nint second)
    {
        *(TVector*)row = _first;
        if (TVectors.Value > 1)
            *(TVector*)(row + second) = _second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(TVector floor, float* row, nint second)
    {
        *(TVector*)row = TWidth.Max(floor, _first);
        if (TVectors.Value > 1)
            *(TVector*)(row + second) = TWidth.Max(floor, _second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePastCaches(TVector floor, float* row, nint second)
    {
        TWidth.StorePastCaches(row, TWidth.Max(floor, _first));
        if (TVectors.Value > 1)
            TWidth.StorePastCaches(row + second, TWidth.Max(floor, _second));
    }
}
