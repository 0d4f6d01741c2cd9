using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>What enters a channel: numbers by place, in the order of places, which all are in one coordinate system.</summary>
internal sealed class Direction
{
    private readonly long[] _places;
    private readonly double[] _values;

    private Direction(int channel, long[] places, double[] values, double norm)
    {
        (Channel, _places, _values, Norm) = (channel, places, values, norm);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] /= norm;
            Product += values[i] * Coefficient(places[i]);
        }
    }

    /// <summary>The channel.</summary>
    public int Channel { get; }

    /// <summary>The ℓ² norm of what enters it.</summary>
    public double Norm { get; }

    /// <summary>The product of its direction with a fixed vector of numbers between -1 and 1.</summary>
    public double Product { get; }

    /// <summary>The number of places.</summary>
    public int Length => _places.Length;

    /// <summary>The direction of a channel; null if nothing but zeros enters it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="entries">Numbers by place; those of one place are added.</param>
    public static Direction? Of(int channel, List<(long Place, double Value)> entries)
    {
        entries.Sort();
        var places = new List<long>(entries.Count);
        var values = new List<double>(entries.Count);
        foreach (var (place, value) in entries)
        {
            if (places.Count > 0 && places[^1] == place)
            {
                values[^1] += value;
            }
            else
            {
                places.Add(place);
                values.Add(value);
            }
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value * value;
        }

        return sum == 0 ? null : new Direction(channel, [.. places], [.. values], Math.Sqrt(sum));
    }

    /// <summary>Whether two directions are at most a distance apart.</summary>
    public bool IsNear(Direction other, double tolerance)
    {
        var (i, j, sum) = (0, 0, 0.0);
        while (i < Length || j < other.Length)
        {
            var (mine, theirs) = (i < Length ? _places[i] : long.MaxValue, j < other.Length ? other._places[j] : long.MaxValue);
            var difference = (mine <= theirs ? _values[i] : 0) - (theirs <= mine ? other._values[j] : 0);
            sum += difference * difference;
            i += mine <= theirs ? 1 : 0;
            j += theirs <= mine ? 1 : 0;
        }

        return sum <= tolerance * tolerance;
    }

    /// <summary>A number between -1 and 1 that looks random: the finaliser of splitmix64.</summary>
    public static double Coefficient(long place)
    {
        var z = unchecked((ulong)place * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((long)(z ^ (z >> 31)) >> 11) * (1.0 / (1L << 52));
    }
}
