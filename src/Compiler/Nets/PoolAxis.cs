using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Nets;

/// <summary>One window of a pool along one side.</summary>
/// <param name="Covered">How many positions it covers.</param>
/// <param name="Padded">How many with the declared padding.</param>
internal readonly record struct PoolAxis(int Covered, int Padded)
{
    /// <summary>The windows along a side, first to last.</summary>
    /// <param name="axis">Their geometry.</param>
    /// <param name="inputs">Positions of the operand.</param>
    /// <param name="outputs">Windows.</param>
    public static IReadOnlyList<PoolAxis> Of(Axis axis, int inputs, int outputs) => [.. Enumerable.Range(0, outputs).Select(output =>
    {
        var covered = axis.Sources(output, outputs, inputs).Count();
        return new PoolAxis(covered, axis.Taps(output, inputs)?.Count(tap => tap != Axis.Beyond) ?? covered);
    })];
}
