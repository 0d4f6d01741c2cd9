using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Samples.KsVit;
using Xunit;

namespace NetSpec.Samples.Tests;

/// <summary>The networks have the sizes of the thesis, and the table has a row for each part.</summary>
public sealed class KsVitTests
{
    [Fact]
    public void The_networks_have_the_sizes_of_the_thesis()
    {
        // timm's ViT-S/16; and in place of 12 (4 N² + 8 N²) weights those of 12 blocks' factors.
        const long Square = (2 * 48 * 192) + (192 * 48 * 2), Wide = (6 * 64 * 64) + (768 * 192 * 2), N = 384;
        Assert.Equal(22_050_664, DenseViT.ParameterCount);
        Assert.Equal(DenseViT.ParameterCount - (12 * 12 * N * N) + (12 * ((4 * Square) + (2 * Wide))), SparseViT.ParameterCount);
        Assert.Equal(SparseLinear.MultiplyAdds, 197 * Square);
    }

    [Fact]
    public void The_table_has_a_row_for_each_part_under_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "!" } };
            using var writer = new StringWriter();
            var measured = Report.Write(writer, rounds: 1);
            var report = writer.ToString();
            Assert.All(["Linear N x N", "Feed-forward network", "Multi-head attention", "Block", "ViT-S/16"], part => Assert.Contains("  " + part + " ", report, StringComparison.Ordinal));
            Assert.Contains("1 thread", report, StringComparison.Ordinal);
            Assert.Contains("  There is no CUDA or OpenCL device here;", report, StringComparison.Ordinal);
            Assert.DoesNotContain('!', report);
            Assert.Equal(5 * Math.Min(2, Environment.ProcessorCount), measured.Count);
            Drawn(Chart.Draw(measured), measured);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_bar_is_as_long_as_its_ratio()
    {
        var part = Part.All()[0];
        Measurement[] measured =
        [
            new(part, "1 thread", TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1)),
            new(part, "2 threads", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)),
            new(part, "A <device>", TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(3)),
        ];

        var drawing = Chart.Draw(measured);
        var bars = Drawn(drawing, measured);

        Assert.Contains(XDocument.Parse(drawing).Root!.Elements(), element => element.Value == "A <device>");
        Assert.Equal(new[] { 0.25, 0.5, 0.75, part.Published }, bars.Select(bar => bar / (4 * bars[0])).Select(ratio => Math.Round(ratio, 3)));
        Assert.Throws<ArgumentException>(() => Chart.Draw([]));
    }

    [Fact]
    public void A_device_has_a_table_of_what_it_computes_as_the_processor_does()
    {
        using var context = Simulation();
        using var accelerator = context.Devices[0].CreateAccelerator(context);
        var (parts, device) = (Part.All(), new DeviceRun(accelerator));
        Assert.Equal(parts.SkipLast(1), device.Among(parts));

        using var writer = new StringWriter();
        // Others take minutes there.
        var measured = Report.Write(writer, [parts[0], parts[^1]], device, rounds: 1);

        Assert.Equal([parts[0]], measured.Select(one => one.Part));
        Assert.All(measured, one => Assert.Equal(device.Name, one.Place));
        Assert.InRange(device.Difference, 1e-9, 1e-5);
        Assert.Contains("  Linear N x N ", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("ILGPU's CPU accelerator: one image, results are the processor's to ", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("The whole network is left out there", writer.ToString(), StringComparison.Ordinal);
        Drawn(Chart.Draw(measured), measured);
    }

    [Fact]
    public void A_device_that_computes_something_else_is_not_timed()
    {
        using var context = Simulation();
        using var accelerator = context.Devices[0].CreateAccelerator(context);
        var wrong = new Pass(1, 1, 3, 2, (_, y, _, _) => y.Fill(1), _ => new DeviceNetwork(
            new StringWriter(), (_, y, _) => y[0] = 1, (_, _) => throw new InvalidOperationException("timed")));

        var thrown = Assert.Throws<InvalidOperationException>(() => new DeviceRun(accelerator).Of(new("Wrong", wrong, wrong, 1), rounds: 1));

        Assert.Equal("Wrong: ILGPU's CPU accelerator is 1.0E+000 of the largest result away from the processor.", thrown.Message);
    }

    /// <summary>ILGPU's CPU accelerator with groups as large as any kernel has.</summary>
    private static Context Simulation() => Context.Create(builder => builder.Optimize(OptimizationLevel.O2).Profiling().CPU(new CPUDevice(32, 32, 1)));

    /// <summary>The lengths of the bars of a drawing, which is well-formed and has a bar for each measurement and each part of the thesis.</summary>
    private static double[] Drawn(string svg, IReadOnlyList<Measurement> measured)
    {
        var shapes = XDocument.Parse(svg).Root!.Elements().Where(element => element.Name.LocalName == "rect").ToList();
        double[] bars = [.. shapes.Where(shape => (string?)shape.Attribute("height") == "13").Select(shape => double.Parse((string)shape.Attribute("width")!, CultureInfo.InvariantCulture))];
        Assert.Equal(measured.Count + measured.Select(one => one.Part).Distinct().Count(), bars.Length);
        return bars;
    }
}
