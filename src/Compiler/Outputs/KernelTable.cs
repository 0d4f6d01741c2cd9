using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Outputs;

/// <summary>The device kernels of all programs of a compilation, whichever nets have them.</summary>
internal static class KernelTable
{
    /// <summary>Each once, in order, with its tuning.</summary>
    public static EquatableArray<TunedKernel> Of(IEnumerable<EquatableArray<FactorKernelKey>> kernels, TuningTable tunings) => kernels
        .SelectMany(some => some)
        .Distinct()
        .OrderBy(key => key.Pattern.A)
        .ThenBy(key => key.Pattern.B)
        .ThenBy(key => key.Pattern.C)
        .ThenBy(key => key.Pattern.D)
        .ThenBy(key => key.Precision)
        .ThenBy(key => key.Layout)
        .Select(key => new TunedKernel(key, tunings.Find(key)))
        .ToEquatableArray();

    /// <inheritdoc cref="PatternTable.Shelve"/>
    public static IEnumerable<EquatableArray<TunedKernel>> Shelve(EquatableArray<TunedKernel> kernels) =>
        PatternTable.Shelve(kernels, kernel => kernel.Key.Pattern);
}
