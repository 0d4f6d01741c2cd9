using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Samples.KsVit;

/// <summary>Prints the table: sparse against dense, part by part.</summary>
public static class Report
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rounds">Runs that a time is the least of.</param>
    /// <returns>What was measured.</returns>
    public static IReadOnlyList<Measurement> Write(TextWriter writer, int rounds)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var parts = Part.All();
        var measurements = new List<Measurement>();
        writer.WriteLine("A ViT-S/16 with two Kronecker-sparse factors in the place of each dense layer, one image at a time, from ksvit.netspec");
        writer.WriteLine();
        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            measurements.AddRange(Write(writer, parts, threads, rounds));
            writer.WriteLine();
        }

        writer.WriteLine("  * time of the thesis's kernel over that of fully connected layers, on a GPU (Table 5.5)");
        return measurements;
    }

    private static List<Measurement> Write(TextWriter writer, IReadOnlyList<Part> parts, int threads, int rounds)
    {
        var measurements = new List<Measurement>();
        var name = threads == 1 ? "1 thread" : threads + " threads";
        writer.WriteLine(Text($"  {name,-24}{"weights",10}{"multiply-adds",16}{"dense",12}{"sparse",12}{"time",10}{"thesis*",10}"));
        foreach (var part in parts)
        {
            var measured = Measurement.Of(part, threads, rounds);
            measurements.Add(measured);
            var weights = (double)part.Sparse.Parameters / part.Dense.Parameters;
            var work = (double)part.Sparse.MultiplyAdds / part.Dense.MultiplyAdds;
            var times = Text($"{measured.Dense.TotalMilliseconds,9:F2} ms{measured.Sparse.TotalMilliseconds,9:F2} ms{measured.Ratio,10:F2}");
            writer.WriteLine(Text($"  {part.Name,-24}{weights,10:P0}{work,16:P0}{times}{part.Published,10:F2}"));
        }

        return measurements;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
