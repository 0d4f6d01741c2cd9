using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>The kernels of patterns in one precision and layout, compiled when the first is asked for.</summary>
internal sealed class KernelSet(DevicePrecision precision, BatchLayout layout, bool usesTensorCores, IReadOnlyList<KsPattern> patterns)
{
    private readonly Lazy<KernelLibrary> _library = new(() => new KernelLibrary(
        $"{precision}_{layout}_{(usesTensorCores ? "tensor" : "simt")}",
        patterns.Select(pattern => SmallTiles.Plan(new FactorKernelKey(pattern, precision, layout), usesTensorCores))));

    /// <summary>The patterns that have kernels.</summary>
    public IReadOnlyList<KsPattern> Patterns => patterns;

    public EmittedKernel Kernel(KsPattern pattern, AcceleratorType kind) =>
        _library.Value.Kernel(new FactorKernelKey(pattern, precision, layout), KernelDevices.Flavour(kind));
}
