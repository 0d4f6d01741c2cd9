using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>What a device kernel is specialised to: a pattern, and how its numbers lie in memory. Equal keys share a kernel and its tile.</summary>
/// <param name="Pattern">The pattern of the factor; a fully connected layer is ks(1, outputs, inputs, 1).</param>
/// <param name="Precision">The numbers in memory.</param>
/// <param name="Layout">Where the samples lie.</param>
internal sealed record FactorKernelKey(KsPattern Pattern, DevicePrecision Precision, BatchLayout Layout)
{
    /// <summary>Whether the samples of a feature lie side by side.</summary>
    public bool IsBatchLast => Layout == BatchLayout.BatchLast;

    /// <summary>Whether values are half precision.</summary>
    public bool IsHalf => Precision == DevicePrecision.Fp16;
}
