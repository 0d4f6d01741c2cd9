using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Compiler.Emit;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Generator.Shell;

/// <summary>
/// Compiles the <c>.netspec</c> files of a project. Source and problems part early: an edit that moves lines reports
/// problems anew and prints nothing, and of the compilation nothing is looked at but whether it references ILGPU and what it
/// declares under the names of nets.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetSpecGenerator : IIncrementalGenerator
{
    private const string Extension = ".netspec";

    /// <summary>The assembly that emitted device code needs.</summary>
    private const string Ilgpu = "ILGPU";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) =>
                new SpecText(
                    pair.Left.Path,
                    pair.Left.GetText(cancellationToken)?.ToString() ?? "",
                    SpecOptions.Read(pair.Right.GetOptions(pair.Left))))
            .WithTrackingName(StepNames.Files);

        var specs = files.Select(ParsedSpec.Compile).WithTrackingName(StepNames.Parsed);
        var types = specs.SelectMany(static (spec, _) => SpecType.In(spec)).WithTrackingName(StepNames.Nets);
        var typeNames = types.Select(static (type, _) => type.Name).Collect();
        var declared = typeNames
            .Combine(context.CompilationProvider)
            .Select(static (pair, cancellationToken) => DeclaredNames.Of(pair.Right, pair.Left.Select(name => name.FullName), cancellationToken))
            .WithTrackingName(StepNames.Declared);
        var names = typeNames
            .Combine(declared)
            .Select(static (pair, _) => NameTable.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Names);
        var plans = types
            .Select(static (type, cancellationToken) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return PlannedType.Of(type);
            })
            .WithTrackingName(StepNames.Plans);

        var sources = plans
            .Combine(names)
            .Select(static (pair, _) => (Type: pair.Left, Hint: pair.Right.Find(pair.Left.Name)))
            .WithTrackingName(StepNames.Source)
            .Where(static source => source.Hint is not null);
        context.RegisterSourceOutput(sources, static (output, source) => Print(output, source.Type, source.Hint!));

        var pathSources = plans
            .Where(static type => type.Paths is not null)
            .Combine(names)
            .SelectMany(static (pair, _) => pair.Right.Find(pair.Left.Name) is { } hint
                ? EquatableArray.Of(new PathSource(pair.Left.Name.Path, pair.Left.Paths!, pair.Left.Shell, hint.Text))
                : default)
            .WithTrackingName(StepNames.PathSource);
        context.RegisterSourceOutput(pathSources, static (output, source) => PrintPaths(output, source));

        var patternSources = sources
            .Select(static (source, _) => source.Type.Patterns)
            .Collect()
            .Select(static (patterns, _) => PatternTable.Of(patterns))
            .WithTrackingName(StepNames.Patterns)
            .SelectMany(static (patterns, _) => PatternTable.Shelve(patterns))
            .Where(static patterns => patterns.Count > 0)
            .WithTrackingName(StepNames.PatternSource);
        context.RegisterSourceOutput(patternSources, static (output, patterns) => PrintPatterns(output, patterns));

        var hasIlgpu = context.CompilationProvider
            .Select(static (compilation, _) => compilation.ReferencedAssemblyNames.Any(static assembly => assembly.Name == Ilgpu))
            .WithTrackingName(StepNames.Ilgpu);
        var tunings = specs
            .Select(static (spec, _) => spec.Tunings.Select(tuning => new SpecTuning(spec.Path, tuning)).ToEquatableArray())
            .Collect()
            .Select(static (tunings, _) => TuningTable.Of(tunings))
            .WithTrackingName(StepNames.Tunings);
        var isOnDevice = Devices(context, plans, names, hasIlgpu, tunings);

        var hasEmbedded = patternSources
            .Collect()
            .Combine(isOnDevice)
            .Select(static (pair, _) => pair.Left.Length > 0 || pair.Right)
            .WithTrackingName(StepNames.Embedded);
        context.RegisterSourceOutput(hasEmbedded, static (output, isUsed) => PrintEmbedded(output, isUsed));

        var typeProblems = plans
            .Combine(hasIlgpu)
            .SelectMany(static (pair, _) => pair.Left.Problems(pair.Right))
            .Collect()
            .Combine(names)
            .Select(static (pair, _) => pair.Right.Clashes.Concat(pair.Left).ToEquatableArray());
        var tuningProblems = plans
            .Select(static (type, _) => type.Gpu?.Kernels.ToEquatableArray() ?? default)
            .Collect()
            .Combine(tunings)
            .Select(static (pair, _) => pair.Right.Problems(pair.Left));
        var problems = specs.SelectMany(static (spec, _) => spec.Problems).WithTrackingName(StepNames.Problems);
        var placedProblems = files
            .Combine(typeProblems)
            .SelectMany(static (pair, cancellationToken) => TypeProblem.Locate(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(StepNames.Problems);
        var placedTunings = files
            .Combine(tuningProblems)
            .SelectMany(static (pair, cancellationToken) => TuningProblem.Locate(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(StepNames.Problems);
        var help = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => HelpPage.Read(options.GlobalOptions));
        context.RegisterSourceOutput(problems.Combine(help), static (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));
        context.RegisterSourceOutput(placedProblems.Combine(help), static (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));
        context.RegisterSourceOutput(placedTunings.Combine(help), static (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));
    }

    /// <summary>The programs of nets that ask for a device, their kernels, and the host code that they share: whether there are any.</summary>
    private static IncrementalValueProvider<bool> Devices(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<PlannedType> plans,
        IncrementalValueProvider<NameTable> names,
        IncrementalValueProvider<bool> hasIlgpu,
        IncrementalValueProvider<TuningTable> tunings)
    {
        var sources = plans
            .Where(static type => type.Gpu is { Plans.Count: > 0 })
            .Combine(names)
            .Combine(hasIlgpu)
            .SelectMany(static (pair, _) => pair is { Left: (var type, var names), Right: true } && names.Find(type.Name) is { } hint
                ? EquatableArray.Of(new GpuSource(type.Name.Path, type.Gpu!.Plans, hint.Text))
                : default)
            .WithTrackingName(StepNames.GpuSource);
        context.RegisterSourceOutput(sources, static (output, source) => PrintProgram(output, source));

        var shells = plans
            .Where(static type => (type.Plan is null || type.Gpu?.Problem is not null) && GpuPasses.AreAsked(type.Shell.Passes))
            .Combine(names)
            .Combine(hasIlgpu)
            .SelectMany(static (pair, _) => pair is { Left: (var type, var names), Right: true } && names.Find(type.Name) is { } hint
                ? EquatableArray.Of(new GpuShell(type.Shell, hint.Text))
                : default)
            .WithTrackingName(StepNames.GpuSource);
        context.RegisterSourceOutput(shells, static (output, shell) => Add(output, shell.Hint + ".Gpu.g.cs", ProgramShellFile.Emit(shell.Shell)));

        var host = sources.Collect().Select(static (sources, _) => sources.Length > 0).WithTrackingName(StepNames.GpuHost);
        context.RegisterSourceOutput(host, static (output, isUsed) => PrintHost(output, isUsed));

        var kernels = sources
            .Select(static (source, _) => source.Plans.SelectMany(plan => plan.Kernels).Distinct().ToEquatableArray())
            .Collect()
            .Combine(tunings)
            .Select(static (pair, _) => KernelTable.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Kernels)
            .SelectMany(static (kernels, _) => KernelTable.Shelve(kernels))
            .Where(static kernels => kernels.Count > 0)
            .Select(static (kernels, _) => kernels.Select(kernel => KernelPlanner.Plan(kernel.Key, kernel.Tuning)).ToEquatableArray())
            .WithTrackingName(StepNames.KernelSource);
        context.RegisterSourceOutput(kernels, static (output, kernels) => PrintKernels(output, kernels));
        return host;
    }

    private static void PrintProgram(SourceProductionContext output, GpuSource source)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        var (text, problem) = source.Print();
        if (text is not null)
        {
            Add(output, source.Hint + ".Gpu.g.cs", text);
        }

        if (problem is not null)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }
    }

    private static void PrintEmbedded(SourceProductionContext output, bool isUsed)
    {
        if (isUsed)
        {
            Add(output, EmbeddedTypes.FileName, EmbeddedTypes.File);
        }
    }

    private static void PrintHost(SourceProductionContext output, bool isUsed)
    {
        if (!isUsed)
            return;

        foreach (var file in HostFiles.All)
        {
            Add(output, $"{FactorKernelNames.Namespace}.{file.Key}.g.cs", file.Value);
        }
    }

    private static void PrintKernels(SourceProductionContext output, EquatableArray<FactorKernelPlan> kernels)
    {
        foreach (var kernel in kernels)
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            Add(output, $"{FactorKernelNames.Namespace}.{FactorKernelNames.TypeName(kernel.Key)}.g.cs", FactorKernelFile.Emit(kernel));
        }
    }

    private static void Print(SourceProductionContext output, PlannedType type, HintName hint)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        if (type.Plan is not null)
        {
            try
            {
                Add(output, hint.Text + ".Model.g.cs", ModelFile.Emit(type.Plan, hint.Access));
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                output.ReportDiagnostic(InternalError.Of(type.Name.Path, exception).ToDiagnostic());
            }
        }

        Add(output, hint.Text + ".Shell.g.cs", ShellFile.Emit(type.Shell, hint.Access, withPaths: type.Paths is null));
    }

    private static void PrintPaths(SourceProductionContext output, PathSource source)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        var (files, problem) = source.Print();
        foreach (var file in files)
        {
            Add(output, file.Key, file.Value);
        }

        if (problem is not null)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }
    }

    private static void PrintPatterns(SourceProductionContext output, EquatableArray<KroneckerShape> patterns)
    {
        foreach (var pattern in patterns)
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            Add(output, $"{PatternNames.Namespace}.{PatternNames.TypeName(pattern)}.g.cs", PatternFile.Emit(pattern));
        }
    }

    private static void Add(SourceProductionContext output, string hint, string source) =>
        output.AddSource(hint, SourceText.From(source, Encoding.UTF8));
}
