using System;
using System.Linq;

namespace NetSpec.Tests.Support.Sparse;

/// <summary>
/// A vector in double with the standard bound on what single precision makes of it. A sum of n rounded terms, in any order,
/// is off by at most γ_n times the sum of their magnitudes, γ_n = n u / (1 - n u); through several layers roundings add up and
/// magnitudes go through |K| (Higham, Accuracy and Stability of Numerical Algorithms, §3.1 and §3.5).
/// </summary>
/// <param name="Values">The exact values, but for the rounding of doubles.</param>
/// <param name="Magnitudes">The same sums over absolute values.</param>
/// <param name="Roundings">The most roundings that a term went through.</param>
public sealed record ErrorBound(double[] Values, double[] Magnitudes, int Roundings)
{
    private const double UnitRoundoff = 1.0 / (1 << 24);

    /// <summary>Numbers without error.</summary>
    public static ErrorBound Exact(double[] values) => new(values, Array.ConvertAll(values, Math.Abs), 0);

    /// <summary>γ_n of single precision.</summary>
    public static double Gamma(int n) => n * UnitRoundoff / (1 - (n * UnitRoundoff));

    /// <summary>How far a value may be off.</summary>
    public double Tolerance(int index) => Gamma(Roundings) * Magnitudes[index];

    /// <summary>K x, where a row of K has so many terms.</summary>
    public ErrorBound Times(double[,] matrix, double[,] absolute, int terms) =>
        new(KroneckerMatrix.Times(matrix, Values), KroneckerMatrix.Times(absolute, Magnitudes), Roundings + terms);

    /// <summary>The sum of two vectors.</summary>
    public ErrorBound Plus(ErrorBound other) => new(
        [.. Values.Zip(other.Values, (x, y) => x + y)],
        [.. Magnitudes.Zip(other.Magnitudes, (x, y) => x + y)],
        Math.Max(Roundings, other.Roundings) + 1);

    /// <summary>Rounds nothing, and brings no two numbers further apart.</summary>
    public ErrorBound Relu() => this with { Values = Array.ConvertAll(Values, value => Math.Max(0, value)) };
}
