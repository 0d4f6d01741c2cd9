using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>
/// A net as a device program, in one precision: ordered launches with every value placed. Value-equal, and
/// complete: whoever prints it decides nothing.
/// </summary>
/// <param name="Namespace">The C# namespace, empty for the global one.</param>
/// <param name="Name">The C# class name.</param>
/// <param name="Arguments">The net's parameters with the values used.</param>
/// <param name="Inputs">What the caller gives, in the order of the spec.</param>
/// <param name="Outputs">What the caller gets, in the order of the spec.</param>
/// <param name="Parameters">The tensors, in state-dict order.</param>
/// <param name="Layout">How batches lie in memory, the caller's and the device's.</param>
/// <param name="Precision">The numbers in the device's memory.</param>
/// <param name="Weights">What is packed and uploaded, each once.</param>
/// <param name="Steps">The launches, in order.</param>
/// <param name="WorkspaceFeatures">Features of all values between steps that are there at a time.</param>
/// <param name="MultiplyAdds">Multiply-adds of the factors for one sample.</param>
internal sealed record GpuPlan(
    string Namespace,
    string Name,
    EquatableArray<NetArgument> Arguments,
    EquatableArray<Port> Inputs,
    EquatableArray<Port> Outputs,
    EquatableArray<Parameter> Parameters,
    BatchLayout Layout,
    DevicePrecision Precision,
    EquatableArray<GpuWeights> Weights,
    EquatableArray<GpuStep> Steps,
    int WorkspaceFeatures,
    long MultiplyAdds)
{
    /// <summary>Whether the samples of a feature lie side by side.</summary>
    public bool IsBatchLast => Layout == BatchLayout.BatchLast;

    /// <summary>Whether values are stored in half precision.</summary>
    public bool IsHalf => Precision == DevicePrecision.Fp16;

    /// <summary>What the program's kernels of attention are specialised to, each once.</summary>
    public IEnumerable<AttentionShape> Attention => Steps.OfType<GpuAttentionStep>().Select(step => step.Shape).Distinct();

    /// <summary>The kernel of weights that have a pattern.</summary>
    public FactorKernelKey? KernelOf(GpuWeights weights) => weights.Pattern is { } pattern ? new(pattern, Precision, Layout) : null;

    /// <summary>The kernels of the program, each once.</summary>
    public IEnumerable<FactorKernelKey> Kernels => Weights.Select(KernelOf).OfType<FactorKernelKey>().Distinct();
}
