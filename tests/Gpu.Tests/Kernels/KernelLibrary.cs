using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>The kernels of many patterns, compiled at once.</summary>
internal sealed class KernelLibrary
{
    private readonly Assembly _assembly;

    public KernelLibrary(string name, IEnumerable<FactorKernelPlan> plans) =>
        _assembly = KernelCompilation.Load(name, plans.Select(FactorKernelFile.Emit));

    public EmittedKernel Kernel(FactorKernelKey key, string flavour) => new(_assembly, key, FactorKernelNames.TypeName(key), flavour);
}
