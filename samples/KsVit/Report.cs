using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Samples.KsVit;

/// <summary>Prints the table: sparse against dense, part by part.</summary>
public static class Report
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rounds">Runs that a time is the least of.</param>
    /// <param name="device">A device to compute on too; null where there is none.</param>
    /// <returns>What was measured.</returns>
    public static IReadOnlyList<Measurement> Write(TextWriter writer, int rounds, DeviceRun? device = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var parts = Part.All();
        var measurements = new List<Measurement>();
        writer.WriteLine("A ViT-S/16 with two Kronecker-sparse factors in the place of each dense layer, one image at a time, from ksvit.netspec");
        writer.WriteLine();
        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            var count = threads;
            measurements.AddRange(WriteTable(writer, Measurement.Threads(count), parts, part => Measurement.Of(part, count, rounds)));
        }

        if (device is null)
            writer.WriteLine("  There is no CUDA or OpenCL device here; --device cpu tries the networks on ILGPU's CPU accelerator.");
        else
            measurements.AddRange(Write(writer, parts, device, rounds));
        writer.WriteLine("  * time of the thesis's kernel over that of fully connected layers, on a GPU (Table 5.5)");
        return measurements;
    }

    /// <summary>Writes what a device takes.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="parts">The rows.</param>
    /// <param name="device">The device.</param>
    /// <param name="rounds">Runs that a time is the least of.</param>
    /// <returns>What was measured.</returns>
    public static IReadOnlyList<Measurement> Write(TextWriter writer, IReadOnlyList<Part> parts, DeviceRun device, int rounds)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(device);
        var measurements = WriteTable(writer, device.Name, device.Among(parts), part => device.Of(part, rounds));
        var batch = device.Images == 1 ? "one image" : Text($"{device.Images} images at a time");
        writer.WriteLine(Text($"  {device.Name}: {batch}, results are the processor's to {device.Difference:E1} of the largest number"));
        if (device.IsTrial)
            writer.WriteLine("  The whole network is left out there, and times mean nothing: it is a simulation, with a thread for each of a device's.");
        writer.WriteLine();
        return measurements;
    }

    private static Measurement[] WriteTable(TextWriter writer, string place, IReadOnlyList<Part> parts, Func<Part, Measurement> measure)
    {
        writer.WriteLine(Text($"  {place,-24}{"weights",10}{"multiply-adds",16}{"dense",12}{"sparse",12}{"time",10}{"thesis*",10}"));
        Measurement[] measurements = [.. parts.Select(part => Write(writer, measure(part)))];
        writer.WriteLine();
        return measurements;
    }

    private static Measurement Write(TextWriter writer, Measurement measured)
    {
        var part = measured.Part;
        var weights = (double)part.Sparse.Parameters / part.Dense.Parameters;
        var work = (double)part.Sparse.MultiplyAdds / part.Dense.MultiplyAdds;
        var times = Text($"{measured.Dense.TotalMilliseconds,9:F2} ms{measured.Sparse.TotalMilliseconds,9:F2} ms{measured.Ratio,10:F2}");
        writer.WriteLine(Text($"  {part.Name,-24}{weights,10:P0}{work,16:P0}{times}{part.Published,10:F2}"));
        return measured;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
