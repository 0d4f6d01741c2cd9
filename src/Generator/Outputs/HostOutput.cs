using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The fixed host code that device programs share.</summary>
internal static class HostOutput
{
    /// <returns>Whether there are device programs.</returns>
    public static IncrementalValueProvider<bool> Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<GpuSource> programs)
    {
        var isUsed = programs.Collect().Select(static (sources, _) => sources.Length > 0).WithTrackingName(StepNames.GpuHost);
        context.RegisterSourceOutput(isUsed, static (output, isUsed) => output.Add(SharedFiles.Host(isUsed)));
        return isUsed;
    }
}
