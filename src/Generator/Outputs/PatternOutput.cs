using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The files of the patterns of all Kronecker-sparse factors, whichever nets have them.</summary>
internal static class PatternOutput
{
    public static IncrementalValuesProvider<EquatableArray<KroneckerShape>> Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ModelSource> models)
    {
        var patterns = models
            .Select(static (source, _) => source.Type.Patterns)
            .Collect()
            .Select(static (patterns, _) => PatternTable.Of(patterns))
            .WithTrackingName(StepNames.Patterns)
            .SelectMany(static (patterns, _) => PatternTable.Shelve(patterns))
            .Where(static patterns => patterns.Count > 0)
            .WithTrackingName(StepNames.PatternSource);
        context.RegisterSourceOutput(patterns, static (output, patterns) =>
        {
            foreach (var pattern in patterns)
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                output.Add(SharedFiles.Pattern(pattern));
            }
        });
        return patterns;
    }
}
