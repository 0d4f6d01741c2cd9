using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Weights.Checks;

/// <summary>Counts the values of one tensor that are not finite, piece by piece.</summary>
internal struct NonFiniteTally
{
    private const uint Exponent = 0x7F80_0000;

    private int _first;
    private int _nans;
    private int _infinities;
    private int _overflows;

    public readonly bool IsEmpty => _nans + _infinities + _overflows == 0;

    /// <summary>Counts in the piece of the tensor that begins at an index.</summary>
    public void Add(ReadOnlySpan<float> values, int index) => Add(values, [], index);

    /// <summary>Counts in a piece whose values were rounded from doubles.</summary>
    public void Add(ReadOnlySpan<float> values, ReadOnlySpan<double> exact, int index)
    {
        for (var i = FirstNonFinite(values); i < values.Length; i++)
        {
            if (float.IsFinite(values[i]))
                continue;

            if (IsEmpty)
                _first = index + i;
            if (float.IsNaN(values[i]))
                _nans++;
            else if (!exact.IsEmpty && double.IsFinite(exact[i]))
                _overflows++;
            else
                _infinities++;
        }
    }

    public readonly NonFiniteValues Of(string name) => new(name, _first, _nans, _infinities, _overflows);

    /// <summary>An index at or before the first value that is not finite, or the length: nearly always the latter, found with vectors.</summary>
    private static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var exponent = new Vector<uint>(Exponent);
        var i = 0;
        for (; i <= bits.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            if (Vector.EqualsAny(new Vector<uint>(bits[i..]) & exponent, exponent))
                return i;
        }

        for (; i < bits.Length; i++)
        {
            if ((bits[i] & Exponent) == Exponent)
                return i;
        }

        return i;
    }
}
