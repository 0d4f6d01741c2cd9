using System;
using System.Collections.Generic;
using System.Threading;

namespace NetSpec.Runtime.Paths.Costs;

/// <summary>
/// Costs while they are added up: doubles over a power of two that all share, and numbers with exponents of their own for
/// the few that are too small for that, as behind the last layer of a network whose norm is beyond 2^1000.
/// </summary>
/// <param name="size">Elements of the parameter store.</param>
/// <param name="scale">A number of the size of the norm.</param>
internal sealed class CostTable(int size, Magnitude scale)
{
    /// <summary>Costs stand as they are while the norm's exponent is within this, else relative to the norm's power of two.</summary>
    private const int PlainExponents = 512;

    /// <summary>The smallest double with all its digits.</summary>
    private const double LeastNormal = 2.2250738585072014e-308;

    private Dictionary<int, Magnitude>? _small;
    private Dictionary<int, Magnitude>? _slopes;
    private int _estimates;

    /// <summary>The power of two that the doubles are to be multiplied by.</summary>
    public long Exponent { get; } = ExponentFor(scale);

    /// <summary>The costs over that power, by index in the store; once settled, those too small stand as subnormal numbers in their order.</summary>
    public double[] Values { get; } = new double[size];

    /// <summary>The costs that are too small, by index; null without any.</summary>
    public IReadOnlyDictionary<int, Magnitude>? Small => _small;

    /// <summary>How many costs are estimates from above.</summary>
    public int Estimates => _estimates;

    /// <summary>The cost at an index.</summary>
    public Magnitude this[int index] => _small is not null && _small.TryGetValue(index, out var small) ? small : new(Values[index], Exponent);

    /// <summary>The power of two for costs that add up to a number.</summary>
    public static long ExponentFor(Magnitude scale) => Math.Abs(scale.Exponent) <= PlainExponents ? 0 : scale.Exponent;

    /// <summary>∂‖Φ‖₁/∂|θ| at the shift of a batch-norm, which a cost does not show where the shift is 0.</summary>
    public Magnitude Slope(int index) => _slopes?.GetValueOrDefault(index) ?? Magnitude.Zero;

    /// <summary>Adds to a slope. No two threads do at a time.</summary>
    public void AddSlope(int index, Magnitude slope)
    {
        if (!slope.IsZero)
            (_slopes ??= [])[index] = Slope(index) + slope;
    }

    /// <summary>Adds to a cost. Calls for one index take turns.</summary>
    public void Add(int index, Magnitude cost)
    {
        if (cost.IsZero)
            return;

        var sum = new Magnitude(cost.Mantissa, cost.Exponent - Exponent).Value;
        if (sum >= LeastNormal && _small is null)
        {
            Values[index] += sum;
            return;
        }

        lock (Values)
        {
            var total = this[index] + cost;
            _small?.Remove(index);
            Values[index] = new Magnitude(total.Mantissa, total.Exponent - Exponent).Value;
            if (Values[index] < LeastNormal)
            {
                (_small ??= [])[index] = total;
                Values[index] = 0;
            }
        }
    }

    /// <summary>Adds to a cost a safe number, over the power of two.</summary>
    public void Add(int index, double cost)
    {
        if (_small is null)
            Values[index] += cost;
        else
            Add(index, new Magnitude(cost, Exponent));
    }

    /// <summary>Whether a number over the power of two has all its digits.</summary>
    public static bool IsSafe(double product) => product is >= LeastNormal and < double.PositiveInfinity;

    /// <summary>Counts a cost that is an estimate from above.</summary>
    public void CountEstimate() => Interlocked.Increment(ref _estimates);

    /// <summary>Puts costs that are too small among the doubles, so that these are in the order of all.</summary>
    public CostTable Settle()
    {
        if (_small is null)
            return this;

        List<KeyValuePair<int, Magnitude>> sorted = [.. _small];
        sorted.Sort((a, b) => a.Value.CompareTo(b.Value));
        var rank = 0L;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i == 0 || sorted[i].Value != sorted[i - 1].Value)
                rank++;
            Values[sorted[i].Key] = BitConverter.Int64BitsToDouble(rank);
        }

        return this;
    }
}
