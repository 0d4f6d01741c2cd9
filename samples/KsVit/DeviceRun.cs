using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using ILGPU.Runtime;

namespace Samples.KsVit;

/// <summary>The parts on a device: their results are compared with the processor's, then they are timed, dense and sparse in turn.</summary>
public sealed class DeviceRun
{
    // 25,088 patches, the batch of the thesis's measurements of single factors.
    private const int DeviceImages = 128;

    private const int PassesOfATime = 5;

    // Of the largest number of a result.
    private const double Tolerance = 1e-4;

    private readonly Accelerator _accelerator;

    /// <param name="accelerator">The device, which stays open.</param>
    public DeviceRun(Accelerator accelerator)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        _accelerator = accelerator;
        IsTrial = accelerator.AcceleratorType == AcceleratorType.CPU;
        Images = IsTrial ? 1 : DeviceImages;
    }

    /// <summary>The device's name.</summary>
    public string Name => IsTrial ? "ILGPU's CPU accelerator" : _accelerator.Name;

    /// <summary>Whether this is ILGPU's CPU accelerator, a simulation with a thread for each of a device's, whose times mean nothing.</summary>
    public bool IsTrial { get; }

    /// <summary>Images that are computed at a time.</summary>
    public int Images { get; }

    /// <summary>The largest difference from a result of the processor so far, in units of the largest number of that.</summary>
    public double Difference { get; private set; }

    /// <summary>Those of the parts that the device computes in reasonable time: a trial leaves out the whole network.</summary>
    public IReadOnlyList<Part> Among(IReadOnlyList<Part> parts) => IsTrial ? [.. parts.SkipLast(1)] : parts;

    /// <summary>Compares and times a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="rounds">How often each takes its turn; of a trial the comparison is the only one.</param>
    /// <exception cref="InvalidOperationException">The device computes something else than the processor.</exception>
    public Measurement Of(Part part, int rounds)
    {
        ArgumentNullException.ThrowIfNull(part);
        using var dense = Compared(part.Dense, part.Name, out var a);
        using var sparse = Compared(part.Sparse, part.Name, out var b);
        if (IsTrial)
            return new(part, Name, a, b);

        (a, b) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            a = Fastest(a, dense);
            b = Fastest(b, sparse);
        }

        return new(part, Name, a, b);
    }

    private DeviceNetwork Compared(Pass pass, string name, out TimeSpan time)
    {
        pass.Run(Environment.ProcessorCount);
        var network = pass.OnDevice(_accelerator);
        var y = new float[Images * pass.Output.Length];
        var start = Stopwatch.GetTimestamp();
        network.Forward(Repeated(pass.Input), y, Images);
        time = Stopwatch.GetElapsedTime(start);
        var difference = Distance(y, pass.Output);
        Difference = Math.Max(Difference, difference);
        if (difference <= Tolerance)
            return network;

        network.Dispose();
        throw new InvalidOperationException(FormattableString.Invariant($"{name}: {Name} is {difference:E1} of the largest result away from the processor."));
    }

    private float[] Repeated(ReadOnlySpan<float> image)
    {
        var batch = new float[Images * image.Length];
        for (var i = 0; i < Images; i++)
            image.CopyTo(batch.AsSpan(i * image.Length));
        return batch;
    }

    /// <summary>Of every image's result; infinite where a number is none.</summary>
    private static double Distance(ReadOnlySpan<float> batch, ReadOnlySpan<float> expected)
    {
        var (difference, largest) = (0.0, 0.0);
        for (var i = 0; i < batch.Length; i++)
        {
            var wanted = expected[i % expected.Length];
            var distance = Math.Abs((double)batch[i] - wanted);
            difference = Math.Max(difference, double.IsNaN(distance) ? double.PositiveInfinity : distance);
            largest = Math.Max(largest, Math.Abs((double)wanted));
        }

        return difference / largest;
    }

    private TimeSpan Fastest(TimeSpan fastest, DeviceNetwork network)
    {
        var time = network.Measure(Images, PassesOfATime);
        return time < fastest ? time : fastest;
    }
}
