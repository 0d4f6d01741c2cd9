using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Tiles;

/// <summary>A column of a register tile: a vector of sums in each of up to three rows.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TRows">Rows; those past the last are nothing.</typeparam>
internal unsafe struct SumColumn<TWidth, TVector, TRows>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TRows : struct, ICount
{
    private TVector _row0, _row1, _row2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(TVector row0, TVector row1, TVector row2)
    {
        _row0 = row0;
        if (TRows.Value > 1)
            _row1 = row1;
        if (TRows.Value > 2)
            _row2 = row2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float* column, in RowPlaces places)
    {
        _row0 = TWidth.Add(_row0, *(TVector*)column);
        if (TRows.Value > 1)
            _row1 = TWidth.Add(_row1, *(TVector*)(column + places.Second));
        if (TRows.Value > 2)
            _row2 = TWidth.Add(_row2, *(TVector*)(column + places.Third));
    }

    /// <summary>Adds to each row the vector times a number of its own, which is in all lanes of another vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(TVector vector, TVector value0, TVector value1, TVector value2)
    {
        _row0 = TWidth.MultiplyAdd(value0, vector, _row0);
        if (TRows.Value > 1)
            _row1 = TWidth.MultiplyAdd(value1, vector, _row1);
        if (TRows.Value > 2)
            _row2 = TWidth.MultiplyAdd(value2, vector, _row2);
    }

    /// <summary>Stores the sums, but no less than a floor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(TVector floor, float* column, in RowPlaces places)
    {
        *(TVector*)column = TWidth.Max(floor, _row0);
        if (TRows.Value > 1)
            *(TVector*)(column + places.Second) = TWidth.Max(floor, _row1);
        if (TRows.Value > 2)
            *(TVector*)(column + places.Third) = TWidth.Max(floor, _row2);
    }

    /// <inheritdoc cref="Store(TVector, float*, in RowPlaces)"/>
    /// <remarks>Past the caches, to multiples of a vector's size; with the next column of each row, for whole cache lines.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePastCaches(TVector floor, float* column, in RowPlaces places, in SumColumn<TWidth, TVector, TRows> next)
    {
        TWidth.StorePastCaches(column, TWidth.Max(floor, _row0));
        TWidth.StorePastCaches(column + TWidth.Lanes, TWidth.Max(floor, next._row0));
        if (TRows.Value > 1)
        {
            TWidth.StorePastCaches(column + places.Second, TWidth.Max(floor, _row1));
            TWidth.StorePastCaches(column + places.Second + TWidth.Lanes, TWidth.Max(floor, next._row1));
        }

        if (TRows.Value > 2)
        {
            TWidth.StorePastCaches(column + places.Third, TWidth.Max(floor, _row2));
            TWidth.StorePastCaches(column + places.Third + TWidth.Lanes, TWidth.Max(floor, next._row2));
        }
    }
}
