using System.Collections.Generic;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Pools, over windows and over channels.</summary>
internal static class Pooling
{
    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<MaxPool2D>((step, pool) => step.Group.Before is null
            ? step.Map("Pooling.Pools.Max", new CallArgument.Pool(pool.Window), new CallArgument.Number("k", pool.K))
            : step.Pooled(pool.Window)) with
        {
            Joint = new(
                PooledConvolution.Kernel,
                typeof(Conv2D),
                (layers, policy) => PooledConvolution.Pays((ConvShape)layers.First, (MaxPool2D)layers.Op, layers.Result, policy),
                (layers, algorithm) => PooledConvolution.Describe((ConvShape)layers.First, algorithm, layers.Result)),
        },
        OpLowering.Of<AvgPool2D>((step, pool) => step.Map(
            "Pooling.Pools.Average", new CallArgument.Pool(pool.Window), new CallArgument.Flag("countIncludePad", pool.CountIncludePad))),
        OpLowering.Of<AdaptiveAvgPool2D>(step => step.Map("Pooling.Pools.AdaptiveAverage")),
        OpLowering.Of<GroupSort>((step, sort) => step.Map("Mapping.Maps.SortGroups", new CallArgument.Number("", sort.GroupSize))),
        OpLowering.Of<TopK>(step => step.Map("Mapping.Maps.TopK")),
    ];
}
