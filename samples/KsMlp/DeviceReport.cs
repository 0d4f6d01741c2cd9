using System;
using System.Globalization;
using System.IO;
using System.Linq;
using ILGPU.Runtime;
using NetSpec.Gpu;

namespace Samples.KsMlp;

/// <summary>Runs the sparse network on the best device that there is, and compares it with the CPU's result.</summary>
public static class DeviceReport
{
    /// <summary>Eight images of 196 patches.</summary>
    private const int DeviceTokens = 8 * 196;

    /// <summary>ILGPU's CPU accelerator starts a thread of the operating system for each one of a group.</summary>
    private const int SimulatedTokens = 8;

    /// <summary>Prints the device, the largest difference and the time; returns the difference, relative to the largest output.</summary>
    public static double Write(TextWriter writer, SparseMlp model)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(model);

        // CUDA, then OpenCL, then ILGPU's simulation of a device.
        using var device = ComputeDevice.OpenAny();
        using var gpu = new SparseMlp.Gpu(model, device.Accelerator);
        var isSimulated = device.Accelerator.AcceleratorType == AcceleratorType.CPU;
        var tokens = isSimulated ? SimulatedTokens : DeviceTokens;
        var x = Enumerable.Range(0, tokens * SparseMlp.TokensSize).Select(i => MathF.Sin(i * 1.7f % 6.2831853f)).ToArray();
        var (onCpu, onDevice) = (new float[x.Length], new float[x.Length]);
        model.Forward(x, onCpu, tokens);
        gpu.Forward(x, onDevice, tokens);
        var difference = onCpu.Zip(onDevice, (cpu, other) => Math.Abs(cpu - (double)other)).Max() / onCpu.Max(Math.Abs);

        writer.WriteLine(Invariant($"  The sparse network on {device.Accelerator.Name} ({(isSimulated ? "ILGPU's simulation of a device, for tests" : device.Accelerator.AcceleratorType)}):"));
        writer.WriteLine(Invariant($"  {tokens:N0} tokens, the CPU's result to {difference:E1}{(isSimulated ? "" : Invariant($", {gpu.Measure(tokens).TotalMilliseconds:F3} ms"))}"));
        return difference;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
