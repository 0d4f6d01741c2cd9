using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The files of the nets that ask for a decoder.</summary>
internal static class DecoderOutput
{
    public static void Register(IncrementalGeneratorInitializationContext context, Pipeline pipeline)
    {
        var sources = pipeline.Plans
            .Combine(pipeline.Names)
            .Choose(static pair => DecoderSource.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.DecoderSource);
        context.RegisterSourceOutput(sources, static (output, source) =>
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            output.Add(source.Print());
        });
    }
}
