using System;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// A value of a path-norm pass while its weights are derived: for each channel an upper bound, and the unit in which the
/// pass computes it. What stands in the workspace times the unit is the true value.
/// </summary>
public sealed class ScaledValue
{
    private readonly Magnitude[] _units;
    private ScaledValue? _sum;

    private ScaledValue(Magnitude[] bounds, Magnitude[] units)
    {
        Bounds = bounds;
        _units = units;
    }

    internal int Channels => Bounds.Length;

    internal Magnitude[] Bounds { get; }

    /// <summary>The units, final once every sum has been told of its operands.</summary>
    internal Magnitude[] Units => _sum is null ? _units : _sum.Units;

    /// <summary>A value in units of its own: powers of two that bring each bound into [1/2, 1).</summary>
    internal static ScaledValue Absorbing(Magnitude[] bounds) =>
        new(bounds, Array.ConvertAll(bounds, bound => bound.IsZero ? Magnitude.One : new Magnitude(1, bound.Exponent + 1)));

    /// <summary>A value in the units of what it is made of.</summary>
    internal static ScaledValue Carrying(Magnitude[] bounds, Magnitude[] units) => new(bounds, units);

    /// <summary>Takes the units of a sum that alone reads this value.</summary>
    internal void Join(ScaledValue sum)
    {
        if (_sum is not null)
            throw new InvalidOperationException("A value in the units of a sum is read by that sum alone.");

        _sum = sum;
    }
}
