using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>How ops run on a device: what is not here does not.</summary>
internal static class DeviceLowerings
{
    private static readonly DeviceLowering[] Ordered =
    [
        DeviceLowering.Of<Input>(),
        DeviceLowering.Of<Flatten>(),
        DeviceLowering.Of<Linear>("linear", (step, linear) => step.Factor(new KsPattern(1, linear.OutFeatures, step.From.Features, 1))),
        DeviceLowering.Of<Kronecker>("ks, sparse chains", (step, _) => step.Factor(step.Group.Pattern!.Value)),
        DeviceLowering.Of<Bias>("bias", (step, _) => step.Affine()),
        DeviceLowering.Of<Scale>("scale", (step, _) => step.Affine()),
        DeviceLowering.Of<BatchNorm>("bn", (step, _) => step.Affine()),
        DeviceLowering.Of<Relu>("relu", (step, _) => step.Map(null, null, relu: true)),
        DeviceLowering.Of<Add>("add", (step, _) => step.Map(null, step.Operand(1), step.Group.Relu)),
    ];

    private static readonly Dictionary<Type, DeviceLowering> All = Ordered.ToDictionary(lowering => lowering.Op);

    /// <summary>The ops that have kernels, as a message lists them.</summary>
    public static string Words { get; } = List(Ordered.Select(lowering => lowering.Words).Where(words => words.Length > 0).ToList());

    /// <summary>How an op runs; null when it does not.</summary>
    public static DeviceLowering? Find(Op op) =>
        op is not Linear { IsTransposed: true } && All.TryGetValue(op.GetType(), out var lowering) ? lowering : null;

    /// <summary>How an op runs that <see cref="GpuRule"/> lets through.</summary>
    public static DeviceLowering Of(Op op) => Find(op) ?? throw new ArgumentException($"'{op.Keyword}' does not run on a device.", nameof(op));

    private static string List(List<string> words) => string.Join(", ", words.Take(words.Count - 1)) + " and " + words[words.Count - 1];
}
