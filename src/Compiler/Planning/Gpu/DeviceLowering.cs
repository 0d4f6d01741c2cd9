using System;
using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>How an op runs on a device.</summary>
/// <param name="Op">The kind of op.</param>
/// <param name="Words">The family that a message counts it to; empty for an op that needs no words.</param>
/// <param name="Lower">Makes its launches, or says where its value lies.</param>
internal sealed record DeviceLowering(Type Op, string Words, Action<DeviceScope, Op> Lower)
{
    /// <summary>
    /// Why it does not run after all, of its arguments and the shapes of its operands, in words that follow "has no device kernel" and say what
    /// would; null when it does.
    /// </summary>
    public Func<Op, IReadOnlyList<Shape>, string?> Limit { get; init; } = (_, _) => null;

    /// <summary>An op with a launch of its own, where nothing takes it up.</summary>
    public static DeviceLowering Of<TOp>(string words, Action<DeviceScope, TOp> lower)
        where TOp : Op => new(typeof(TOp), words, (scope, op) => lower(scope, (TOp)op));

    /// <inheritdoc cref="Of{TOp}(string, Action{DeviceScope, TOp})"/>
    public static DeviceLowering Of<TOp>(string words, Action<DeviceScope> lower)
        where TOp : Op => new(typeof(TOp), words, (scope, _) => lower(scope));

    /// <summary>The same with a limit.</summary>
    public DeviceLowering Where<TOp>(Func<TOp, IReadOnlyList<Shape>, string?> limit)
        where TOp : Op => this with { Limit = (op, operands) => limit((TOp)op, operands) };
}
