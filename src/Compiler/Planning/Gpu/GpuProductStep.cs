using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>The product of two values, number by number.</summary>
/// <param name="Other">The second factor.</param>
internal sealed record GpuProductStep(StepInfo About, GpuValue From, GpuValue Other, GpuValue To) : GpuStep(About, From, To)
{
    public override IEnumerable<GpuValue> Reads => [From, Other];

    public override GpuStep Place(Func<GpuValue, GpuValue> place) => this with { From = place(From), Other = place(Other), To = place(To) };
}
