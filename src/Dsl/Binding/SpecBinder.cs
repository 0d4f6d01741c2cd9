using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Binding.Names;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Dsl.Binding;

/// <summary>Turns the syntax trees of a spec and of the files that it uses into nets.</summary>
internal sealed class SpecBinder
{
    private readonly SpecSyntax _spec;
    private readonly IReadOnlyList<Declaration> _declarations;
    private readonly SourceLines _lines;
    private readonly CancellationToken _ct;
    private readonly ProblemBag _problems = new();
    private readonly SpecScope _scope;
    private readonly Dictionary<Declaration, BodyChecker> _bodies = new(ReferenceComparer.Instance);
    private readonly List<Net> _nets = [];
    private readonly List<NetShell> _shells = [];
    private readonly List<KernelTuning> _tunings = [];
    private readonly List<NetPlaces> _netPlaces = [];
    private readonly List<TuningPlace> _tuningPlaces = [];

    private SpecBinder(SpecSources sources, SourceLines lines, IReadOnlyList<ParseResult> files, CancellationToken ct)
    {
        (_spec, _lines, _ct) = (files[0].Spec, lines, ct);
        var specs = files.Select(file => file.Spec).ToList();
        var scopes = files.Select(file => new FileScope(file.Spec, IsComplete(file.Spec, file.Problems), lines, _problems)).ToList();
        var uses = UseBinder.Bind(sources, specs, lines, _problems);
        for (var i = 0; i < scopes.Count; i++)
        {
            foreach (var (line, file) in uses[i])
            {
                scopes[i].Use(line, file is { } used && used != i ? scopes[used] : null);
            }
        }

        _scope = new([.. specs.Zip(scopes, (tree, scope) => (tree, scope))], lines);
        _declarations = [.. specs.SelectMany((spec, i) => spec.Declarations.Where(declaration => i == 0 || declaration is not NetDeclaration))];
    }

    /// <param name="sources">The spec and the files that it uses.</param>
    /// <param name="map">The places in them, for the lines that messages name.</param>
    /// <param name="files">The tree of each, with what the parser found wrong.</param>
    /// <param name="ct">Cancels the work, which then throws <see cref="OperationCanceledException"/>.</param>
    public static SpecResult Bind(SpecSources sources, SourceMap map, IReadOnlyList<ParseResult> files, CancellationToken ct)
    {
        var binder = new SpecBinder(sources, new(map), files, ct);
        binder.BindTunings();
        binder.Bind();
        return new(
            new(binder._nets),
            new(binder._shells),
            new(binder._tunings),
            new(binder._problems.InOrder(files.SelectMany(file => file.Problems))),
            new(new(binder._netPlaces), new(binder._tuningPlaces)));
    }

    /// <summary>Whether all problems lie within declarations: one outside may stand for a declaration that is missing.</summary>
    private static bool IsComplete(SpecSyntax spec, EquatableArray<Problem> syntaxProblems)
    {
        var next = 0;
        foreach (var problem in syntaxProblems)
        {
            while (next < spec.Declarations.Count && spec.Declarations[next].Span.End < problem.Span.Start)
            {
                next++;
            }

            if (next == spec.Declarations.Count || problem.Span.Start < spec.Declarations[next].Span.Start)
            {
                return false;
            }
        }

        return true;
    }

    private void BindTunings()
    {
        var binder = new TuningBinder(_lines, _problems);
        foreach (var line in _spec.Tunings)
        {
            _ct.ThrowIfCancellationRequested();
            if (binder.Bind(line) is { } tuning)
            {
                _tunings.Add(tuning);
                _tuningPlaces.Add(new(line.Subject, line.Tile));
            }
        }
    }

    private void Bind()
    {
        BindNeurons();
        CheckDeclarations();
        new BlockGraph(_bodies, _scope, _problems).ReportRecursion();

        var isNameless = ReportWordOfCSharp(_spec.Namespace);
        foreach (var declaration in DistinctNets())
        {
            var @namespace = _spec.Namespace?.Text ?? "";
            var binder = new NetBinder(declaration, _scope, _lines, _problems, _ct);
            var net = binder.Bind(@namespace);
            if (isNameless || CSharpWords.Contains(declaration.Name.Text))
            {
                // Not even a stand-in can have that name.
                continue;
            }

            var isSound = net is not null && !_scope.IsBroken(declaration);
            if (isSound)
            {
                _nets.Add(net!);
            }
            else
            {
                _shells.Add(binder.Shell(@namespace, _scope));
            }

            var passes = declaration.Body.OfType<EmitStatement>().SelectMany(emit => emit.Passes).Select(pass => new PassPlace(pass.Text, pass.Span));
            _netPlaces.Add(new(declaration.Name.Text, declaration.Name.Span, new(passes), isSound ? new(binder.Places) : default));
        }

        BindUnusedBlocks();
    }

    private bool ReportWordOfCSharp(Identifier? space)
    {
        if (space?.Text.Split('.').FirstOrDefault(CSharpWords.Contains) is not { } word)
        {
            return false;
        }

        _problems.Report(
            ProblemCode.WordOfCSharp,
            space.Span,
            $"'{word}' is a word of C#, which a namespace of that name would take from all code in it; choose another name");
        return true;
    }

    private void BindNeurons()
    {
        foreach (var declaration in _declarations.OfType<NeuronsDeclaration>())
        {
            _scope.SetNeurons(
                declaration, NeuronsBinder.Bind(declaration.Body, declaration.Name.Span, declaration.HasErrors, ConstantScope.Empty, _lines, _problems, _ct));
            if (_scope.FindNeurons(declaration) is null)
            {
                _scope.MarkBroken(declaration);
            }
        }
    }

    private void CheckDeclarations()
    {
        var rules = new StatementRules(_lines, _problems);
        foreach (var declaration in _declarations)
        {
            _ct.ThrowIfCancellationRequested();
            var before = _problems.ErrorCount;
            switch (declaration)
            {
                case NetDeclaration net:
                    rules.CheckNet(net);
                    Check(net, net.Parameters, net.Body.Any(s => s is NeuronsStatement) ? default : net.Body);
                    break;
                case BlockDeclaration block:
                    rules.CheckBlock(block);
                    Check(block, block.Parameters, block.Body);
                    break;
            }

            if (_problems.ErrorCount > before)
            {
                _scope.MarkBroken(declaration);
            }
        }
    }

    private void Check(Declaration declaration, EquatableArray<FormalParameter> parameters, EquatableArray<Statement> body)
    {
        var checker = new BodyChecker(_scope, _lines, _problems, declaration, parameters, body);
        checker.Check();
        _bodies.Add(declaration, checker);
    }

    /// <summary>The nets without those of an earlier one's name. In one file, a name that differs in case only is taken for a slip.</summary>
    private IEnumerable<NetDeclaration> DistinctNets()
    {
        var first = new Dictionary<string, NetDeclaration>(StringComparer.OrdinalIgnoreCase);
        foreach (var net in _spec.Declarations.OfType<NetDeclaration>())
        {
            if (first.TryGetValue(net.Name.Text, out var other))
            {
                var how = other.Name.Text == net.Name.Text ? "is already the name of" : $"differs only in case from '{other.Name.Text}',";
                _problems.Report(ProblemCode.DuplicateNet, net.Name.Span, $"'{net.Name.Text}' {how} the net on line {_lines.Of(other.Name)}");
                continue;
            }

            first.Add(net.Name.Text, net);
            yield return net;
        }
    }

    /// <summary>A block that no net uses is bound to an unknown value, so that its arguments are checked all the same.</summary>
    private void BindUnusedBlocks()
    {
        foreach (var block in _scope.UnboundBlocks())
        {
            _ct.ThrowIfCancellationRequested();
            var constants = block.Parameters.Aggregate(ConstantScope.RootOf(block), (scope, parameter) => scope.With(parameter.Name.Text, null));
            var body = new BodyBinder(_scope, _problems, new(_lines, _problems), unrolls: false, guesses: false, _ct);
            body.BindBlock(block, BoundValue.Unknown, constants, new("", "", false, block.Name.Span, null), new(constants, [], NameScope.Root(), null, 0));
        }
    }
}
