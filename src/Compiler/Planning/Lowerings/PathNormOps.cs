using System.Collections.Generic;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Ops of path-norm nets and of their adjoints.</summary>
internal static class PathNormOps
{
    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<SumPool>((step, pool) => Windows(step, "Sum", pool)),
        OpLowering.Of<Spread>((step, spread) => Windows(step, "Spread", spread.Pool)),
        OpLowering.Of<InterpolatedSum>((step, op) => step.Map(
            "Mapping.Maps.Interpolate", [.. LoweringScope.Interpolation(op.Of), new CallArgument.Exponent()])),
        OpLowering.Of<InterpolatedSpread>((step, op) => step.Map(
            "Mapping.Maps.InterpolateBack", [.. LoweringScope.Interpolation(op.Of), new CallArgument.Exponent()])),
        OpLowering.Of<Stretch>((step, op) => step.Map("Mapping.Maps.Stretch", new CallArgument.Lines(op.Rows, op.Columns))),
        OpLowering.Of<Shrink>((step, op) => step.Map("Mapping.Maps.Shrink", new CallArgument.Lines(op.Rows, op.Columns))),
        OpLowering.Of<Unflatten>(step => step.Map("Mapping.Maps.Unflatten")),
    ];

    /// <summary>Over windows, or over shares of the map where there are none; divided by what only the kernel knows.</summary>
    private static CallStep Windows(LoweringScope step, string method, SumPool pool)
    {
        var divides = pool.Divisor != PoolDivisor.None;
        if (pool.Pool.Sliding is not { } window)
            return step.Map($"Pooling.Pools.Adaptive{method}", divides ? [new CallArgument.Exponent()] : []);

        CallArgument[] divisor = divides ? [new CallArgument.Flag("countIncludePad", pool.Divisor == PoolDivisor.Padded), new CallArgument.Exponent()] : [];
        return step.Map($"Pooling.Pools.{method}", [new CallArgument.Pool(window), .. divisor]);
    }
}
