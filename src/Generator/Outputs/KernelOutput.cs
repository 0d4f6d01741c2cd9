using System.Linq;
using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Dsl;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The files of the device kernels of all programs, whichever nets have them.</summary>
internal static class KernelOutput
{
    public static void Register(IncrementalGeneratorInitializationContext context, Pipeline pipeline, IncrementalValuesProvider<GpuSource> programs)
    {
        var kernels = programs
            .Select(static (source, _) => source.Kernels)
            .Collect()
            .Combine(pipeline.Tunings)
            .Select(static (pair, _) => KernelTable.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Kernels)
            .SelectMany(static (kernels, _) => KernelTable.Shelve(kernels))
            .Where(static kernels => kernels.Count > 0)
            .Select(static (kernels, _) => kernels.Select(kernel => kernel.Plan()).ToEquatableArray())
            .WithTrackingName(StepNames.KernelSource);
        context.RegisterSourceOutput(kernels, static (output, kernels) =>
        {
            foreach (var kernel in kernels)
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                output.Add(SharedFiles.Kernel(kernel));
            }
        });
    }
}
