using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The files of the nets that ask for the theory of their paths.</summary>
internal static class PathOutput
{
    public static void Register(IncrementalGeneratorInitializationContext context, Pipeline pipeline)
    {
        var sources = pipeline.Plans.Combine(pipeline.Names).Choose(static pair => PathSource.Of(pair.Left, pair.Right)).WithTrackingName(StepNames.PathSource);
        context.RegisterSourceOutput(sources, static (output, source) =>
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            output.Add(source.Print());
        });
    }
}
