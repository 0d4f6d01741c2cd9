using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetSpec.Compiler;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;

namespace NetSpec.Generator.Shell;

/// <summary>The steps that outputs have in common.</summary>
/// <param name="Units">The specs of the project, each with the files that it uses.</param>
/// <param name="Specs">What each declares.</param>
/// <param name="Plans">Each net, planned.</param>
/// <param name="Names">The names of all files together.</param>
/// <param name="Tunings">The <c>tune</c> lines of all files together.</param>
/// <param name="HasIlgpu">Whether the project references ILGPU.</param>
/// <param name="Help">Where the sections on problems can be read.</param>
internal sealed record Pipeline(
    IncrementalValuesProvider<SpecUnit> Units,
    IncrementalValuesProvider<ParsedSpec> Specs,
    IncrementalValuesProvider<PlannedType> Plans,
    IncrementalValueProvider<NameTable> Names,
    IncrementalValueProvider<TuningTable> Tunings,
    IncrementalValueProvider<bool> HasIlgpu,
    IncrementalValueProvider<HelpPage> Help)
{
    private const string Extension = ".netspec";

    /// <summary>A property of projects that want each stage looked at.</summary>
    private const string Verify = "build_property.NetSpecVerify";

    /// <summary>A property of projects that compare the two ways in which a path-norm pass can run.</summary>
    private const string PlainPass = "build_property.NetSpecPlainPass";

    /// <summary>The assembly that emitted device code needs.</summary>
    private const string Ilgpu = "ILGPU";

    public static Pipeline Of(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) =>
                new SpecText(
                    pair.Left.Path,
                    pair.Left.GetText(cancellationToken)?.ToString() ?? "",
                    ItemMetadata.Read(pair.Right.GetOptions(pair.Left))))
            .WithTrackingName(StepNames.Files);
        var used = files
            .Select(static (file, _) => UsableFiles.With(file.Source))
            .Collect()
            .Select(static (files, _) => UsableFiles.Of(files))
            .WithTrackingName(StepNames.Used);
        var units = files
            .Combine(used)
            .Select(static (pair, _) => SpecUnit.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Units);
        var specs = units.Select(ParsedSpec.Compile).WithTrackingName(StepNames.Parsed);
        var types = specs.SelectMany(static (spec, _) => SpecType.In(spec)).WithTrackingName(StepNames.Nets);
        var asked = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            (Verify: IsTrue(options.GlobalOptions, Verify), PlainPass: IsTrue(options.GlobalOptions, PlainPass)));
        var plans = types
            .Combine(asked)
            .Select(static (pair, cancellationToken) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return PlannedType.Of(pair.Left, pair.Right.Verify, pair.Right.PlainPass);
            })
            .WithTrackingName(StepNames.Plans);
        var hasIlgpu = context.CompilationProvider
            .Select(static (compilation, _) => compilation.ReferencedAssemblyNames.Any(static assembly => assembly.Name == Ilgpu))
            .WithTrackingName(StepNames.Ilgpu);
        var tunings = specs
            .Select(static (spec, _) => SpecTuning.In(spec))
            .Collect()
            .Select(static (tunings, _) => TuningTable.Of(tunings))
            .WithTrackingName(StepNames.Tunings);
        var help = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => HelpPage.Read(options.GlobalOptions));
        var names = NamesOf(context, types);
        var besides = plans
            .Combine(names)
            .Combine(hasIlgpu)
            .Select(static (pair, _) => MemberClashes.Beside(pair.Left.Left, pair.Left.Right, pair.Right))
            .WithTrackingName(StepNames.Members);
        return new(units, specs, besides, names, tunings, hasIlgpu, help);
    }

    private static bool IsTrue(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue(property, out var value) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);

    private static IncrementalValueProvider<NameTable> NamesOf(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<SpecType> types)
    {
        var names = types.Select(static (type, _) => type.Name).Collect();
        var declared = names
            .Combine(context.CompilationProvider)
            .Select(static (pair, cancellationToken) => DeclaredNames.Of(pair.Right, pair.Left.Select(name => name.FullName), cancellationToken))
            .WithTrackingName(StepNames.Declared);
        return names
            .Combine(declared)
            .Select(static (pair, _) => NameTable.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Names);
    }
}
