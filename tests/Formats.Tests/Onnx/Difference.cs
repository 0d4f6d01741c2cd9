using System;
using System.Linq;
using Xunit;

namespace NetSpec.Formats.Tests.Onnx;

/// <summary>How far two results are apart, against the largest of them.</summary>
internal static class Difference
{
    private const double Tolerance = 1e-5;

    public static double Largest(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var (scale, largest) = (1e-3, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(expected[i]));
            largest = Math.Max(largest, Math.Abs(expected[i] - actual[i]));
        }

        return largest / scale;
    }

    public static double Largest(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) => Largest(Array.ConvertAll(expected.ToArray(), value => (double)value), actual);

    public static void AssertSmall(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual) => Assert.InRange(Largest(expected, actual), 0, Tolerance);

    public static void AssertSmall(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) => Assert.InRange(Largest(expected, actual), 0, Tolerance);
}
