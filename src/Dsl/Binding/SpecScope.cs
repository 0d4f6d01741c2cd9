using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>The stages that a file declares: blocks and named neurons.</summary>
internal sealed class SpecScope
{
    private readonly Dictionary<string, Declaration> _stages = new(StringComparer.Ordinal);
    private readonly Dictionary<NeuronsDeclaration, Neurons?> _neurons = new(ReferenceComparer.Instance);
    private readonly HashSet<Declaration> _broken = new(ReferenceComparer.Instance);
    private readonly Dictionary<string, Declaration> _misnamed = new(StringComparer.Ordinal);
    private readonly HashSet<Declaration> _bound = new(ReferenceComparer.Instance);

    /// <param name="spec">The file's tree.</param>
    /// <param name="isComplete">Whether every declaration of the file could be read.</param>
    /// <param name="lines">The lines of the file.</param>
    /// <param name="problems">Where problems go.</param>
    public SpecScope(SpecSyntax spec, bool isComplete, SourceLines lines, ProblemBag problems)
    {
        (IsComplete, Lines) = (isComplete, lines);
        foreach (var declaration in spec.Declarations.Where(d => d is not NetDeclaration))
        {
            var name = declaration.Name.Text;
            if (IsEnd(name) || OpCatalog.IsStage(name) || OpCatalog.FindJoin(name) is not null)
            {
                var meaning = IsEnd(name) ? "an end of every block" : ChainCatalog.Keywords.Contains(name) ? "a sparse chain" : "an op";
                problems.Report(ProblemCode.ReservedName, declaration.Name.Span, $"'{name}' is {meaning}, so no block can have that name");
                _misnamed[name] = declaration;
            }
            else if (_stages.TryGetValue(name, out var first))
            {
                problems.Report(ProblemCode.DuplicateName, declaration.Name.Span, $"'{name}' is already the name of the block on line {lines.Of(first.Name)}");
            }
            else
            {
                _stages.Add(name, declaration);
            }
        }
    }

    /// <summary>The words that arguments may be, and the ends of a block.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "in", "out", "true", "false", "global", "same" };

    /// <summary>Whether a name that stands for no stage is wrong: not so when its declaration may be one that could not be read.</summary>
    public bool IsComplete { get; }

    /// <summary>The lines of the file.</summary>
    public SourceLines Lines { get; }

    /// <summary>The names of the declared stages.</summary>
    public IReadOnlyCollection<string> Names => _stages.Keys;

    /// <summary>Whether no number can have the name: as an argument it would be ambiguous.</summary>
    public static bool IsWord(string name) => Words.Contains(name);

    /// <summary>
    /// Whether a stage is meant to be a block that has taken the name of an op or of an end, which is reported there: it has the
    /// arguments that the block takes.
    /// </summary>
    public bool IsMisnamed(CallStage call)
    {
        if (!_misnamed.TryGetValue(call.Name.Text, out var declaration))
        {
            return false;
        }

        var parameters = (declaration as BlockDeclaration)?.Parameters ?? default;
        return call.Arguments.Count <= parameters.Count
            && call.Arguments.All(argument => argument.Name is null || parameters.Any(parameter => parameter.Name.Text == argument.Name.Text));
    }

    /// <summary>The block that is meant by the name of an op or of an end, null when there is none.</summary>
    public Declaration? FindMisnamed(string name) => _misnamed.TryGetValue(name, out var declaration) ? declaration : null;

    /// <summary>Whether no block can have the name.</summary>
    private static bool IsEnd(string name) => name is "in" or "out";

    /// <summary>The declared blocks that no net uses, in the order of the file.</summary>
    public IReadOnlyList<BlockDeclaration> UnboundBlocks() =>
        [.. _stages.Values.OfType<BlockDeclaration>().Where(b => !_bound.Contains(b)).OrderBy(b => b.Span.Start)];

    public Declaration? Find(string name) => _stages.TryGetValue(name, out var stage) ? stage : null;

    /// <summary>Whether nets that use the declaration cannot be emitted.</summary>
    public bool IsBroken(Declaration declaration) => declaration.HasErrors || _broken.Contains(declaration);

    public void MarkBroken(Declaration declaration) => _broken.Add(declaration);

    public void MarkBound(Declaration declaration) => _bound.Add(declaration);

    public void SetNeurons(NeuronsDeclaration declaration, Neurons? neurons) => _neurons[declaration] = neurons;

    /// <summary>The op of named neurons, null when something in them is wrong.</summary>
    public Neurons? FindNeurons(NeuronsDeclaration declaration) => _neurons.TryGetValue(declaration, out var neurons) ? neurons : null;
}
