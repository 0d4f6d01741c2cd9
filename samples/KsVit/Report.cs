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
    public static void Write(TextWriter writer, int rounds)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var parts = Part.All();
        writer.WriteLine("A ViT-S/16 with two Kronecker-sparse factors in the place of each dense layer, one image at a time, from ksvit.netspec");
        writer.WriteLine();
        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            Write(writer, parts, threads, rounds);
            writer.WriteLine();
        }

        writer.WriteLine("  * time of the thesis's kernel over that of fully connected layers, on a GPU (Table 5.5)");
    }

    private static void Write(TextWriter writer, IReadOnlyList<Part> parts, int threads, int rounds)
    {
        var name = threads == 1 ? "1 thread" : threads + " threads";
        writer.WriteLine(Text($"  {name,-24}{"weights",10}{"multiply-adds",16}{"dense",12}{"sparse",12}{"time",10}{"thesis*",10}"));
        foreach (var part in parts)
        {
            var (dense, sparse) = Pass.InTurn(part.Dense, part.Sparse, threads, rounds);
            var weights = (double)part.Sparse.Parameters / part.Dense.Parameters;
            var work = (double)part.Sparse.MultiplyAdds / part.Dense.MultiplyAdds;
            var times = Text($"{dense.TotalMilliseconds,9:F2} ms{sparse.TotalMilliseconds,9:F2} ms{sparse / dense,10:F2}");
            writer.WriteLine(Text($"  {part.Name,-24}{weights,10:P0}{work,16:P0}{times}{part.Published,10:F2}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
