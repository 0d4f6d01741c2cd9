using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The device programs of the nets that ask for a device.</summary>
internal static class ProgramOutput
{
    public static IncrementalValuesProvider<GpuSource> Register(IncrementalGeneratorInitializationContext context, Pipeline pipeline)
    {
        var sources = pipeline.Plans
            .Combine(pipeline.Names)
            .Combine(pipeline.HasIlgpu)
            .Choose(static pair => GpuSource.Of(pair.Left.Left, pair.Left.Right, pair.Right))
            .WithTrackingName(StepNames.GpuSource);
        context.RegisterSourceOutput(sources, static (output, source) =>
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            output.Add(source.Print());
        });
        return sources;
    }
}
