using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The first file of each net: its class with the forward pass, or what stands in for it.</summary>
internal static class ModelOutput
{
    public static IncrementalValuesProvider<ModelSource> Register(IncrementalGeneratorInitializationContext context, Pipeline pipeline)
    {
        var sources = pipeline.Plans.Combine(pipeline.Names).Choose(static pair => ModelSource.Of(pair.Left, pair.Right)).WithTrackingName(StepNames.Source);
        context.RegisterSourceOutput(sources, static (output, source) =>
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            output.Add(source.Print());
        });
        return sources;
    }
}
