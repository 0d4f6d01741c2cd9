using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A launch that computes max(f(x) + other, floor).</summary>
/// <param name="Other">What is added; null for nothing.</param>
/// <param name="Relu">Whether negative results become zero.</param>
internal abstract record GpuSumStep(StepInfo About, GpuValue From, GpuValue? Other, GpuValue To, bool Relu) : GpuStep(About, From, To)
{
    public override IEnumerable<GpuValue> Reads => Other is null ? [From] : [From, Other];

    public override GpuStep Place(Func<GpuValue, GpuValue> place) =>
        this with { From = place(From), Other = Other is null ? null : place(Other), To = place(To) };
}
