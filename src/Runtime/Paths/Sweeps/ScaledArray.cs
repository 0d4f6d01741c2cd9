using System;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// Non-negative numbers with one exponent in common: the i-th is Values[i] · 2^Exponent. The exponent moves by whole
/// powers of two and only when the largest number leaves a wide middle of a double's range, so that it rounds nothing
/// and networks of ordinary size have an exponent of 0 throughout.
/// </summary>
internal sealed class ScaledArray
{
    private const int Comfort = 256;

    // A product of two such numbers, and one of them with a parameter, is a normal double.
    private static readonly double Least = Math.ScaleB(1, -450);

    private ScaledArray(double[] values, long exponent, bool isZero, bool isWide = false)
    {
        (Values, Exponent, IsZero, IsWide) = (values, exponent, isZero, isWide);
    }

    public double[] Values { get; }

    public long Exponent { get; }

    public bool IsZero { get; }

    /// <summary>Whether numbers, here or in what they were made of, lie so far below the largest that digits could be lost.</summary>
    public bool IsWide { get; private set; }

    /// <summary>Numbers given as they are times a power of two. The array is kept and may be scaled in place.</summary>
    public static ScaledArray Of(double[] values, long exponent = 0)
    {
        var (largest, smallest) = Range(values);
        if (largest == 0)
            return new(values, 0, isZero: true);

        var shift = Math.ILogB(largest);
        if (Math.Abs(shift) <= Comfort)
            return new(values, exponent, isZero: false, smallest < Least);

        Scale(values, -shift);
        return new(values, exponent + shift, isZero: false, Math.ScaleB(smallest, -shift) < Least || !double.IsNormal(smallest));
    }

    /// <summary>The sum, element by element; it may use the arrays of both, which are not to be used any more.</summary>
    public static ScaledArray Add(ScaledArray left, ScaledArray right)
    {
        if (left.IsZero || right.IsZero)
            return left.IsZero ? right : left;

        // Each is raised to an exponent at which its largest number is ordinary, so the smaller one may only lose what lies
        // below the last bit of the sum's largest number.
        var (large, small) = left.Exponent >= right.Exponent ? (left, right) : (right, left);
        var power = Power(small.Exponent - large.Exponent);
        var isWide = left.IsWide || right.IsWide;
        for (var i = 0; i < large.Values.Length; i++)
        {
            var sum = large.Values[i] + Math.ScaleB(small.Values[i], power);
            isWide |= sum < Least && small.Values[i] > 0;
            large.Values[i] = sum;
        }

        var result = Of(large.Values, large.Exponent);
        result.IsWide |= isWide;
        return result;
    }

    public Magnitude this[int index] => new(Values[index], Exponent);

    /// <summary>The largest exponent of those that are not all zero; 0 if all are.</summary>
    public static long Common(ScaledArray[] arrays)
    {
        long? exponent = null;
        foreach (var array in arrays)
        {
            if (!array.IsZero)
                exponent = Math.Max(exponent ?? array.Exponent, array.Exponent);
        }

        return exponent ?? 0;
    }

    /// <summary>The numbers of each array divided by one power of two, at least as large as their own.</summary>
    public static double[][] At(ScaledArray[] arrays, long exponent)
    {
        var values = new double[arrays.Length][];
        for (var i = 0; i < arrays.Length; i++)
        {
            values[i] = arrays[i].At(exponent);
        }

        return values;
    }

    /// <summary>The sum of all numbers.</summary>
    public Magnitude Sum()
    {
        var sum = 0.0;
        foreach (var value in Values)
        {
            sum += value;
        }

        return new(sum, Exponent);
    }

    private double[] At(long exponent)
    {
        if (exponent == Exponent || IsZero)
            return Values;

        var values = (double[])Values.Clone();
        Scale(values, Exponent - exponent);
        return values;
    }

    private static void Scale(double[] values, long exponent)
    {
        if (exponent == 0)
            return;

        var power = Power(exponent);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.ScaleB(values[i], power);
        }
    }

    private static int Power(long exponent) => (int)Math.Clamp(exponent, -4000, 4000);

    /// <summary>The largest number, and the smallest that is not zero.</summary>
    private static (double Largest, double Smallest) Range(double[] values)
    {
        var (largest, smallest) = (0.0, double.PositiveInfinity);
        foreach (var value in values)
        {
            largest = Math.Max(largest, value);
            smallest = value > 0 && value < smallest ? value : smallest;
        }

        return (largest, smallest);
    }
}
