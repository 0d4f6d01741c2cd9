using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>
/// A value of a path-norm pass while its weights are derived: for each channel an upper bound, and the unit in which the
/// pass computes it. What stands in the workspace times the unit is the true value.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScaledValue
{
    /// <summary>A value of at least 2^-64 is far from the smallest normal float, 2^-126, and leaves room for what lies below its bound.</summary>
    private const long MostSlack = 64;

    private readonly Magnitude[] _units;
    private readonly bool _isCarried;
    private ScaledValue? _sum;
    private bool _isFixed;
    private long _slack;

    private ScaledValue(Magnitude[] bounds, Magnitude[] units, bool isCarried)
    {
        Bounds = bounds;
        _units = units;
        _isCarried = isCarried;
    }

    internal int Channels => Bounds.Length;

    /// <summary>Its number in the order of the walk.</summary>
    internal int Number { get; private set; } = -1;

    /// <summary>What made it; null for an input.</summary>
    internal ScalingOrigin? Step { get; private set; }

    internal Magnitude[] Bounds { get; }

    /// <summary>The units, final once every sum has been told of its operands.</summary>
    internal Magnitude[] Units => _sum is null ? _units : _sum.Units;

    /// <summary>For a scale frozen at one its operand; null for any other value.</summary>
    internal ScaledValue? Unscaled { get; init; }

    /// <summary>A value in units of its own: powers of two that bring each bound into [1/2, 1).</summary>
    internal static ScaledValue Absorbing(Magnitude[] bounds, ScaledValue? unscaled = null) =>
        new(bounds, Array.ConvertAll(bounds, bound => bound.IsZero ? Magnitude.One : new Magnitude(1, bound.Exponent + 1)),
            isCarried: false) { Unscaled = unscaled };

    /// <summary>A value in the units of what it is made of.</summary>
    internal static ScaledValue Carrying(Magnitude[] bounds, Magnitude[] units) => new(bounds, units, isCarried: true);

    /// <summary>Notes what made it.</summary>
    internal ScaledValue MadeBy(int number, ScalingOrigin? step)
    {
        (Number, Step) = (number, step);
        return this;
    }

    /// <summary>Whether the channel may hold something though its bound is zero: ones that do not count do.</summary>
    internal bool HidesValues(int channel) => _isCarried && Bounds[channel].IsZero;

    /// <summary>Takes the units of a sum that alone reads this value.</summary>
    internal void Join(ScaledValue sum)
    {
        if (_sum is not null)
            throw new InvalidOperationException("A value in the units of a sum is read by that sum alone.");

        _sum = sum;
        Unscaled?.Approach(sum);
    }

    /// <summary>Keeps the units as they are: somebody has taken them over.</summary>
    internal void Fix()
    {
        _isFixed = true;
        _sum?.Fix();
    }

    /// <summary>
    /// Takes the units of a sum that reads this value through a scale, which then has nothing to do, unless they are so much
    /// larger that small values could be lost. Layers that read the value take up any unit.
    /// </summary>
    private void Approach(ScaledValue sum)
    {
        if (_isCarried || _isFixed || _sum is not null)
            return;

        var slack = 0L;
        for (var i = 0; i < _units.Length; i++)
        {
            if (!Bounds[i].IsZero)
                slack = Math.Max(slack, sum._units[i].Exponent - _units[i].Exponent);
        }

        if (_slack + slack > MostSlack)
            return;

        sum._slack = Math.Max(sum._slack, _slack + slack);
        _sum = sum;
    }
}
