using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Outputs;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler;

/// <summary>
/// The whole compiler: specs in, C# files and problems out. It does no IO and keeps nothing between calls. The source generator calls the
/// same stages one by one, so that an edit repeats only those that it concerns.
/// </summary>
/// <example>
/// <code>
/// var result = NetCompiler.Compile([new SpecText("mlp.netspec", "net Mlp {\n    input x : 784\n    output y = x -> linear(10)\n}\n")]);
/// foreach (var file in result.Files)
///     Console.WriteLine(file.Name); // Mlp.Model.g.cs
/// </code>
/// </example>
public static class NetCompiler
{
    /// <summary>Compiles the specs of a project. Whatever they say, the outcome is a result: what is wrong stands in its problems.</summary>
    /// <param name="specs">The files, in any order; the emitted ones do not depend on it.</param>
    /// <param name="options">What else there is to know of the project.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CompilerResult Compile(IEnumerable<SpecText> specs, CompilerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var files = SpecUnit.Of([.. specs.OrderBy(spec => spec.Path, StringComparer.Ordinal)], options?.UsableFiles ?? default).ToList();
        var parsed = files.Select(file => ParsedSpec.Compile(file, cancellationToken)).ToList();
        var work = new Compilation(parsed.SelectMany(SpecType.In), TuningTable.Of(parsed.Select(SpecTuning.In)), options ?? new(), cancellationToken);
        var located = files.SelectMany(file => TypeProblem.Locate(file, work.TypeProblems, cancellationToken)
            .Concat(TuningProblem.Locate(file, work.TuningProblems, cancellationToken)));
        var used = UsedProblems.Of(parsed.Select(spec => spec.Problems), parsed.Select(spec => spec.UsedProblems));
        return work.Finish(parsed.SelectMany(spec => spec.Problems).Concat(used).Concat(located));
    }

    /// <summary>Compiles nets that were not read from specs. Their problems have the full name of the net in place of a file.</summary>
    /// <param name="nets">The nets, of different full names.</param>
    /// <param name="options">What else there is to know of the project.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CompilerResult Compile(IEnumerable<Net> nets, CompilerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var work = new Compilation(nets.Select(net => SpecType.Of(net.FullName, net)), new(default), options ?? new(), cancellationToken);
        return work.Finish(work.TypeProblems.Select(problem => SpecProblem.AtStart(problem.Type.Path, problem.Code, problem.Message)));
    }

    private sealed class Compilation
    {
        private readonly CompilerOptions _options;
        private readonly CancellationToken _cancellationToken;
        private readonly TuningTable _tunings;
        private readonly NameTable _names;
        private readonly List<PlannedType> _plans;

        public Compilation(IEnumerable<SpecType> types, TuningTable tunings, CompilerOptions options, CancellationToken cancellationToken)
        {
            (_tunings, _options, _cancellationToken) = (tunings, options, cancellationToken);
            var all = types.ToList();
            _names = NameTable.Of(all.Select(type => type.Name), options.Declared);
            _plans = Each(all, type => PlannedType.Of(type, options.Verify, options.PlainPass)).ToList();
        }

        public EquatableArray<TypeProblem> TypeProblems =>
            _names.Clashes.Concat(_plans.SelectMany(type => type.Problems(_options.HasIlgpu))).ToEquatableArray();

        public EquatableArray<TuningProblem> TuningProblems => _tunings.Problems(_plans.Select(type => type.Gpu?.Kernels.ToEquatableArray() ?? default));

        public CompilerResult Finish(IEnumerable<SpecProblem> problems)
        {
            var models = Choose(type => ModelSource.Of(type, _names));
            var programs = Choose(type => GpuSource.Of(type, _names, _options.HasIlgpu));
            Printed[] own =
            [
                .. Each(models, model => model.Print()),
                .. Each(Choose(type => PathSource.Of(type, _names)), paths => paths.Print()),
                .. Each(Choose(type => DecoderSource.Of(type, _names)), decoder => decoder.Print()),
                .. Each(programs, program => program.Print()),
                .. Each(Choose(type => GpuShell.Of(type, _names, _options.HasIlgpu)), shell => shell.Print()),
            ];
            var patterns = PatternTable.Of(models.Select(model => model.Type.Patterns));
            var kernels = KernelTable.Of(programs.Select(program => program.Kernels), _tunings);
            OutputFile[] shared =
            [
                .. Each(patterns, SharedFiles.Pattern),
                .. Each(kernels, kernel => SharedFiles.Kernel(kernel.Plan())),
                .. SharedFiles.Host(programs.Count > 0),
                .. SharedFiles.Embedded(patterns.Count > 0 || programs.Count > 0),
            ];
            return new(
                [.. own.SelectMany(printed => printed.Files), .. shared],
                [
                    .. problems.Concat(own.Select(printed => printed.Problem).OfType<SpecProblem>())
                        .OrderBy(problem => problem.Path, StringComparer.Ordinal)
                        .ThenBy(problem => problem.Span.Start),
                ]);
        }

        private List<T> Choose<T>(Func<PlannedType, T?> source)
            where T : class => _plans.Select(source).OfType<T>().ToList();

        private IEnumerable<TResult> Each<T, TResult>(IEnumerable<T> items, Func<T, TResult> work) => items.Select(item =>
        {
            _cancellationToken.ThrowIfCancellationRequested();
            return work(item);
        });
    }
}
