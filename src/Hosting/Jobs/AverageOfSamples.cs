using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Paths;

namespace NetSpec.Hosting.Jobs;

/// <summary>
/// Local and gated norms of samples as plain numbers, which pieces of a job are made of, and their mean and largest value: added up in the order of the
/// samples, so that pieces put together give the bits of an undivided run.
/// </summary>
public static class AverageOfSamples
{
    /// <summary>Numbers of a sample for each output: mantissa and exponent of the local norm, and of the gated one.</summary>
    public const int WidthOfOutput = 4;

    /// <summary>Beyond the exponents of norms of any net.</summary>
    private const double MostExponent = 1e12;

    /// <summary>The norms of some samples.</summary>
    /// <param name="paths">The theory of the model's paths.</param>
    /// <param name="samples">An array a sample, all inputs one after another.</param>
    /// <param name="outputs">The outputs that are measured, counted through all results of the net.</param>
    /// <param name="threads">Threads that compute.</param>
    public static IEnumerable<double> Measure(PathAnalysis paths, IReadOnlyList<float[]> samples, IReadOnlyList<int> outputs, int threads)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Average(samples, new() { Outputs = outputs, KeepSamples = true, Threads = threads }).PerSample.SelectMany(sample =>
            sample.Local.Zip(sample.Gated).SelectMany(pair => new[]
            {
                pair.First.Mantissa, (double)pair.First.Exponent, pair.Second.Mantissa, (double)pair.Second.Exponent,
            }));
    }

    /// <summary>Mean and largest value of one output's local and gated norms.</summary>
    /// <param name="values">What <see cref="Measure"/> gave of all samples.</param>
    /// <param name="outputs">How many outputs were measured.</param>
    /// <param name="output">Which of them, from 0.</param>
    /// <exception cref="InvalidDataException">A number is no part of a norm.</exception>
    public static (NormSummary Local, NormSummary Gated) Summary(IReadOnlyList<double> values, int outputs, int output)
    {
        ArgumentNullException.ThrowIfNull(values);
        var width = outputs * WidthOfOutput;
        return (Of(values, width, output * WidthOfOutput), Of(values, width, (output * WidthOfOutput) + 2));
    }

    private static NormSummary Of(IReadOnlyList<double> values, int width, int place)
    {
        var (sum, most, count) = (Magnitude.Zero, Magnitude.Zero, 0);
        for (var i = place; i < values.Count; i += width, count++)
        {
            if (values[i] < 0 || Math.Abs(values[i + 1]) > MostExponent)
                throw new InvalidDataException(FormattableString.Invariant($"A piece is damaged: {values[i]} times 2^{values[i + 1]} is no norm."));
            var norm = new Magnitude(values[i], (long)values[i + 1]);
            sum += norm;
            most = norm > most ? norm : most;
        }

        return new(sum / new Magnitude(count), most);
    }
}
