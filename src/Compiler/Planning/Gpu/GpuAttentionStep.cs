using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Attention. Its result is none of the operands.</summary>
/// <param name="Shape">What its kernel is specialised to.</param>
/// <param name="From">The queries, or all three one after another.</param>
/// <param name="Keys">The keys; the same value where it has them all.</param>
/// <param name="Values">The values; the same.</param>
internal sealed record GpuAttentionStep(StepInfo About, AttentionShape Shape, GpuValue From, GpuValue Keys, GpuValue Values, GpuValue To)
    : GpuStep(About, From, To)
{
    public override IEnumerable<GpuValue> Reads => [From, Keys, Values];

    public override GpuStep Place(Func<GpuValue, GpuValue> place) =>
        this with { From = place(From), Keys = place(Keys), Values = place(Values), To = place(To) };
}
