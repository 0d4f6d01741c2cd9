using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Tiles;

/// <summary>
/// A register tile of up to three rows of four vectors, for 16 registers: 12 hold sums, three the numbers of the rows, and one a vector, which is
/// multiplied with all three before the next one is loaded. A step loads seven times, and the vectors of a row lie together, so that it
/// uses whole cache lines; a tile of six rows of two (<see cref="SumRows{TWidth,TVector,TRows,TVectors}"/>) loads eight times, and halves of lines.
/// </summary>
/// <remarks>No register is left over: a method call in a kernel that has such a tile, unless it is inlined, makes the JIT keep all sums in memory.</remarks>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TRows">Rows; those past the last are nothing.</typeparam>
internal unsafe struct WideRows<TWidth, TVector, TRows>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TRows : struct, ICount
{
    /// <summary>The most rows.</summary>
    public const int Most = 3;

    /// <summary>Vectors of a row.</summary>
    public const int Vectors = 4;

    private SumColumn<TWidth, TVector, TRows> _column0, _column1, _column2, _column3;

    /// <summary>Starts all rows with four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(float* vectors)
    {
        var vector = *(TVector*)vectors;
        _column0.Start(vector, vector, vector);
        vector = *(TVector*)(vectors + TWidth.Lanes);
        _column1.Start(vector, vector, vector);
        vector = *(TVector*)(vectors + (2 * TWidth.Lanes));
        _column2.Start(vector, vector, vector);
        vector = *(TVector*)(vectors + (3 * TWidth.Lanes));
        _column3.Start(vector, vector, vector);
    }

    /// <summary>Starts each row with a number of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(float* values, nint step)
    {
        var row0 = TWidth.All(*values);
        var row1 = TRows.Value > 1 ? TWidth.All(values[step]) : row0;
        var row2 = TRows.Value > 2 ? TWidth.All(values[2 * step]) : row0;
        _column0.Start(row0, row1, row2);
        _column1.Start(row0, row1, row2);
        _column2.Start(row0, row1, row2);
        _column3.Start(row0, row1, row2);
    }

    /// <summary>Adds rows in memory, whose second pair of vectors lies some floats behind the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float* rows, in RowPlaces places, nint pair)
    {
        _column0.Add(rows, places);
        _column1.Add(rows + TWidth.Lanes, places);
        _column2.Add(rows + pair, places);
        _column3.Add(rows + pair + TWidth.Lanes, places);
    }

    /// <summary>Adds to each row four vectors times a number of its own: that at <paramref name="values"/> and those at places from there.</summary>
    /// <remarks>Both are so many further on, in floats: constants, for which addresses have room.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float* vectors, nint vector, float* values, nint value, in RowPlaces places)
    {
        var row0 = TWidth.All(values[value]);
        var row1 = TRows.Value > 1 ? TWidth.All(values[places.Second + value]) : row0;
        var row2 = TRows.Value > 2 ? TWidth.All(values[places.Third + value]) : row0;
        _column0.MultiplyAdd(*(TVector*)(vectors + vector), row0, row1, row2);
        _column1.MultiplyAdd(*(TVector*)(vectors + (vector + TWidth.Lanes)), row0, row1, row2);
        _column2.MultiplyAdd(*(TVector*)(vectors + (vector + (2 * TWidth.Lanes))), row0, row1, row2);
        _column3.MultiplyAdd(*(TVector*)(vectors + (vector + (3 * TWidth.Lanes))), row0, row1, row2);
    }

    /// <summary>Adds to each row four vectors times a number of its own, which are neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float* vectors, float* values)
    {
        var row0 = TWidth.All(*values);
        var row1 = TRows.Value > 1 ? TWidth.All(values[1]) : row0;
        var row2 = TRows.Value > 2 ? TWidth.All(values[2]) : row0;
        _column0.MultiplyAdd(*(TVector*)vectors, row0, row1, row2);
        _column1.MultiplyAdd(*(TVector*)(vectors + TWidth.Lanes), row0, row1, row2);
        _column2.MultiplyAdd(*(TVector*)(vectors + (2 * TWidth.Lanes)), row0, row1, row2);
        _column3.MultiplyAdd(*(TVector*)(vectors + (3 * TWidth.Lanes)), row0, row1, row2);
    }

    /// <summary>Stores the sums, but no less than a floor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(TVector floor, float* rows, in RowPlaces places, nint pair)
    {
        _column0.Store(floor, rows, places);
        _column1.Store(floor, rows + TWidth.Lanes, places);
        _column2.Store(floor, rows + pair, places);
        _column3.Store(floor, rows + pair + TWidth.Lanes, places);
    }

    /// <inheritdoc cref="Store(TVector, float*, in RowPlaces, nint)"/>
    /// <remarks>Past the caches, to multiples of a vector's size.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePastCaches(TVector floor, float* rows, in RowPlaces places, nint pair)
    {
        _column0.StorePastCaches(floor, rows, places, _column1);
        _column2.StorePastCaches(floor, rows + pair, places, _column3);
    }
}
