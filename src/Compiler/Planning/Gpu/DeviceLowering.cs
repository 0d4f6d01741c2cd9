using System;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>How an op runs on a device.</summary>
/// <param name="Op">The kind of op.</param>
/// <param name="Words">What a spec calls it; empty for an op that needs no kernel.</param>
/// <param name="Lower">Makes the launch; null for an op whose value is one of the caller's.</param>
internal sealed record DeviceLowering(Type Op, string Words, Func<DeviceScope, Op, GpuStep>? Lower)
{
    /// <summary>An op with a launch of its own, where nothing takes it up.</summary>
    public static DeviceLowering Of<TOp>(string words, Func<DeviceScope, TOp, GpuStep> lower)
        where TOp : Op => new(typeof(TOp), words, (scope, op) => lower(scope, (TOp)op));

    /// <summary>An op whose value is one of the caller's.</summary>
    public static DeviceLowering Of<TOp>()
        where TOp : Op => new(typeof(TOp), "", null);
}
