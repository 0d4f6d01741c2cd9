using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Outputs;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The attribute of types that other assemblies do not see.</summary>
internal static class EmbeddedOutput
{
    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<EquatableArray<KroneckerShape>> patterns,
        IncrementalValueProvider<bool> isOnDevice)
    {
        var isUsed = patterns
            .Collect()
            .Combine(isOnDevice)
            .Select(static (pair, _) => pair.Left.Length > 0 || pair.Right)
            .WithTrackingName(StepNames.Embedded);
        context.RegisterSourceOutput(isUsed, static (output, isUsed) => output.Add(SharedFiles.Embedded(isUsed)));
    }
}
