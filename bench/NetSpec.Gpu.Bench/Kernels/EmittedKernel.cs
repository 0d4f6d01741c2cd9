using System;
using System.Globalization;
using System.Reflection;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Gpu.Bench.Kernels;

/// <summary>An emitted kernel that was compiled.</summary>
/// <param name="Key">What it is specialised to.</param>
/// <param name="Tiles">How its groups cut the work.</param>
/// <param name="Method">Its method.</param>
/// <param name="TakesAddresses">Whether it takes addresses in place of views.</param>
internal sealed record EmittedKernel(FactorKernelKey Key, FactorTiles Tiles, MethodInfo Method, bool TakesAddresses)
{
    /// <summary>What tables call it: (1, 768, 192, 2) fp32 last.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"({Key.Pattern.A}, {Key.Pattern.B}, {Key.Pattern.C}, {Key.Pattern.D}) {(Key.IsHalf ? "fp16" : "fp32")} {(Key.IsBatchLast ? "last" : "first")}");

    /// <summary>The flavour for CUDA devices.</summary>
    public static EmittedKernel Cuda(Assembly assembly, FactorKernelKey key) => key.IsHalf
        ? Of(key, Field<ILGPU.Half>(assembly, key, "Cuda"))
        : Of(key, Field<float>(assembly, key, "Cuda"));

    /// <summary>A descriptor of an emitted class: <c>Cuda</c> or <c>Portable</c>.</summary>
    public static FactorKernel<T> Field<T>(Assembly assembly, FactorKernelKey key, string name)
        where T : unmanaged
    {
        var type = $"{FactorKernelNames.Namespace}.{FactorKernelNames.TypeName(key)}";
        return assembly.GetType(type)?.GetField(name)?.GetValue(null) as FactorKernel<T>
            ?? throw new InvalidOperationException($"'{assembly.GetName().Name}' has no kernel {type}.{name} of {typeof(T).Name}.");
    }

    private static EmittedKernel Of<T>(FactorKernelKey key, FactorKernel<T> kernel)
        where T : unmanaged => kernel.OnViews is { } onViews
        ? new(key, kernel.Tiles, onViews.Method, false)
        : new(key, kernel.Tiles, kernel.OnAddresses!.Method, true);
}
