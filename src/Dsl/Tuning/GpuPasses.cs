using System.Linq;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Tuning;

/// <summary>The passes that run a net on a device, and the numbers that each has in memory there.</summary>
internal static class GpuPasses
{
    /// <summary>Whether a net asks for a device.</summary>
    public static bool AreAsked(Net net) => AreAsked(net.Passes);

    /// <summary>Whether a device is among the passes of a net.</summary>
    public static bool AreAsked(EquatableArray<string> passes) => passes.Any(pass => pass is PassWords.Gpu or PassWords.GpuHalf);

    /// <summary>Whether a net asks for a device with these numbers.</summary>
    public static bool Asks(Net net, DevicePrecision precision) => net.Passes.Contains(Word(precision));

    /// <summary>The pass as <c>emit</c> names it.</summary>
    public static string Word(DevicePrecision precision) => precision == DevicePrecision.Fp16 ? PassWords.GpuHalf : PassWords.Gpu;
}
