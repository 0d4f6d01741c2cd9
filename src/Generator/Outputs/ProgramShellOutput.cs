using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>What stands in for the device programs of nets with errors.</summary>
internal static class ProgramShellOutput
{
    public static void Register(IncrementalGeneratorInitializationContext context, Pipeline pipeline)
    {
        var shells = pipeline.Plans
            .Combine(pipeline.Names)
            .Combine(pipeline.HasIlgpu)
            .Choose(static pair => GpuShell.Of(pair.Left.Left, pair.Left.Right, pair.Right))
            .WithTrackingName(StepNames.GpuSource);
        context.RegisterSourceOutput(shells, static (output, shell) => output.Add(shell.Print()));
    }
}
