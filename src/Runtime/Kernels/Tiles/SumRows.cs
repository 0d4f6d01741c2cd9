using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Tiles;

/// <summary>
/// Half a register tile: up to 7 rows of sums, and all that tiles do with them. A tile is a method whose locals are one or two of
/// these. Rows are fields, one by one: the JIT keeps fields in registers, each by itself, where every use of the struct is inlined; elements of
/// an array stay in memory.
/// </summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TRows">Rows; those past the last are nothing.</typeparam>
/// <typeparam name="TVectors">Vectors of a row, 1 or 2.</typeparam>
internal unsafe struct SumRows<TWidth, TVector, TRows, TVectors>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TRows : struct, ICount
    where TVectors : struct, ICount
{
    /// <summary>The most rows.</summary>
    public const int Most = 7;

    private SumRow<TWidth, TVector, TVectors> _row0, _row1, _row2, _row3, _row4, _row5, _row6;

    /// <summary>Starts all rows alike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(TVector first, TVector second)
    {
        if (TRows.Value > 0)
            _row0.Start(first, second);
        if (TRows.Value > 1)
            _row1.Start(first, second);
        if (TRows.Value > 2)
            _row2.Start(first, second);
        if (TRows.Value > 3)
            _row3.Start(first, second);
        if (TRows.Value > 4)
            _row4.Start(first, second);
        if (TRows.Value > 5)
            _row5.Start(first, second);
        if (TRows.Value > 6)
            _row6.Start(first, second);
    }

    /// <summary>Starts each row with a number of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(float* values, nint step)
    {
        if (TRows.Value > 0)
            _row0.Start(TWidth.All(*values));
        if (TRows.Value > 1)
            _row1.Start(TWidth.All(values[step]));
        if (TRows.Value > 2)
            _row2.Start(TWidth.All(values[2 * step]));
        if (TRows.Value > 3)
            _row3.Start(TWidth.All(values[3 * step]));
        if (TRows.Value > 4)
            _row4.Start(TWidth.All(values[4 * step]));
        if (TRows.Value > 5)
            _row5.Start(TWidth.All(values[5 * step]));
        if (TRows.Value > 6)
            _row6.Start(TWidth.All(values[6 * step]));
    }

    /// <summary>Adds rows in memory, whose second vectors lie some floats behind the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float* rows, nint step, nint second)
    {
        if (TRows.Value > 0)
            _row0.Add(rows, second);
        if (TRows.Value > 1)
            _row1.Add(rows + step, second);
        if (TRows.Value > 2)
            _row2.Add(rows + (2 * step), second);
        if (TRows.Value > 3)
            _row3.Add(rows + (3 * step), second);
        if (TRows.Value > 4)
            _row4.Add(rows + (4 * step), second);
        if (TRows.Value > 5)
            _row5.Add(rows + (5 * step), second);
        if (TRows.Value > 6)
            _row6.Add(rows + (6 * step), second);
    }

    /// <summary>Adds to each row the two vectors times a number of its own: those at <paramref name="values"/> and at the steps from there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(TVector first, TVector second, float* values, in RowSteps steps) => MultiplyAdd(first, second, values, 0, steps);

    /// <inheritdoc cref="MultiplyAdd(TVector, TVector, float*, in RowSteps)"/>
    /// <remarks>Numbers are so many further on: a constant, for which addresses have room.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(TVector first, TVector second, float* values, nint value, in RowSteps steps)
    {
        if (TRows.Value > 0)
            _row0.MultiplyAdd(first, second, values[value]);
        if (TRows.Value > 1)
            _row1.MultiplyAdd(first, second, values[steps.To1 + value]);
        if (TRows.Value > 2)
            _row2.MultiplyAdd(first, second, values[steps.To2 + value]);
        if (TRows.Value > 3)
            _row3.MultiplyAdd(first, second, values[steps.To3 + value]);
        if (TRows.Value > 4)
            _row4.MultiplyAdd(first, second, values[steps.To4 + value]);
        if (TRows.Value > 5)
            _row5.MultiplyAdd(first, second, values[steps.To5 + value]);
        if (TRows.Value > 6)
            _row6.MultiplyAdd(first, second, values[steps.To6 + value]);
    }

    /// <summary>Adds to each row the two vectors times a number of its own, which are neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(TVector first, TVector second, float* values)
    {
        if (TRows.Value > 0)
            _row0.MultiplyAdd(first, second, *values);
        if (TRows.Value > 1)
            _row1.MultiplyAdd(first, second, values[1]);
        if (TRows.Value > 2)
            _row2.MultiplyAdd(first, second, values[2]);
        if (TRows.Value > 3)
            _row3.MultiplyAdd(first, second, values[3]);
        if (TRows.Value > 4)
            _row4.MultiplyAdd(first, second, values[4]);
        if (TRows.Value > 5)
            _row5.MultiplyAdd(first, second, values[5]);
        if (TRows.Value > 6)
            _row6.MultiplyAdd(first, second, values[6]);
    }

    /// <summary>
    /// Adds to each row, of one vector, a vector times another of its own: those at <paramref name="vectors"/> and at the steps from there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(TVector vector, float* vectors, in RowSteps steps)
    {
        if (TRows.Value > 0)
            _row0.MultiplyAdd(vector, vectors);
        if (TRows.Value > 1)
            _row1.MultiplyAdd(vector, vectors + steps.To1);
        if (TRows.Value > 2)
            _row2.MultiplyAdd(vector, vectors + steps.To2);
        if (TRows.Value > 3)
            _row3.MultiplyAdd(vector, vectors + steps.To3);
        if (TRows.Value > 4)
            _row4.MultiplyAdd(vector, vectors + steps.To4);
        if (TRows.Value > 5)
            _row5.MultiplyAdd(vector, vectors + steps.To5);
        if (TRows.Value > 6)
            _row6.MultiplyAdd(vector, vectors + steps.To6);
    }

    /// <summary>Stores the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* rows, nint step, nint second)
    {
        if (TRows.Value > 0)
            _row0.Store(rows, second);
        if (TRows.Value > 1)
            _row1.Store(rows + step, second);
        if (TRows.Value > 2)
            _row2.Store(rows + (2 * step), second);
        if (TRows.Value > 3)
            _row3.Store(rows + (3 * step), second);
        if (TRows.Value > 4)
            _row4.Store(rows + (4 * step), second);
        if (TRows.Value > 5)
            _row5.Store(rows + (5 * step), second);
        if (TRows.Value > 6)
            _row6.Store(rows + (6 * step), second);
    }

    /// <summary>Stores the sums, but no less than a floor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(TVector floor, float* rows, nint step, nint second)
    {
        if (TRows.Value > 0)
            _row0.Store(floor, rows, second);
        if (TRows.Value > 1)
            _row1.Store(floor, rows + step, second);
        if (TRows.Value > 2)
            _row2.Store(floor, rows + (2 * step), second);
        if (TRows.Value > 3)
            _row3.Store(floor, rows + (3 * step), second);
        if (TRows.Value > 4)
            _row4.Store(floor, rows + (4 * step), second);
        if (TRows.Value > 5)
            _row5.Store(floor, rows + (5 * step), second);
        if (TRows.Value > 6)
            _row6.Store(floor, rows + (6 * step), second);
    }

    /// <inheritdoc cref="Store(TVector, float*, nint, nint)"/>
    /// <remarks>Past the caches, to multiples of a vector's size.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePastCaches(TVector floor, float* rows, nint step, nint second)
    {
        if (TRows.Value > 0)
            _row0.StorePastCaches(floor, rows, second);
        if (TRows.Value > 1)
            _row1.StorePastCaches(floor, rows + step, second);
        if (TRows.Value > 2)
            _row2.StorePastCaches(floor, rows + (2 * step), second);
        if (TRows.Value > 3)
            _row3.StorePastCaches(floor, rows + (3 * step), second);
        if (TRows.Value > 4)
            _row4.StorePastCaches(floor, rows + (4 * step), second);
        if (TRows.Value > 5)
            _row5.StorePastCaches(floor, rows + (5 * step), second);
        if (TRows.Value > 6)
            _row6.StorePastCaches(floor, rows + (6 * step), second);
    }
}
