using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>What is known of the stages that a spec and the files that it uses declare: blocks and named neurons.</summary>
internal sealed class SpecScope
{
    /// <summary>The words that arguments may be, and the ends of a block.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "in", "out", "true", "false", "global", "same" };

    private readonly FileScope _spec;
    private readonly Dictionary<Declaration, FileScope> _files = new(ReferenceComparer.Instance);
    private readonly Dictionary<NeuronsDeclaration, Neurons?> _neurons = new(ReferenceComparer.Instance);
    private readonly HashSet<Declaration> _broken = new(ReferenceComparer.Instance);
    private readonly HashSet<Declaration> _bound = new(ReferenceComparer.Instance);

    /// <param name="files">The tree of each file and what it sees, the spec first.</param>
    /// <param name="lines">The lines of the files.</param>
    public SpecScope(IReadOnlyList<(SpecSyntax Tree, FileScope Scope)> files, SourceLines lines)
    {
        (_spec, Lines) = (files[0].Scope, lines);
        foreach (var (tree, scope) in files)
        {
            foreach (var declaration in tree.Declarations)
            {
                _files.Add(declaration, scope);
            }
        }
    }

    /// <summary>The lines of the files.</summary>
    public SourceLines Lines { get; }

    /// <summary>Whether no number can have the name: as an argument it would be ambiguous.</summary>
    public static bool IsWord(string name) => Words.Contains(name);

    /// <summary>What a stage sees that stands in a declaration; in a net of the spec where that is null.</summary>
    public FileScope In(Declaration? declaration) => declaration is not null && _files.TryGetValue(declaration, out var file) ? file : _spec;

    /// <summary>The blocks that the spec declares and no net uses, in the order of the file.</summary>
    public IReadOnlyList<BlockDeclaration> UnboundBlocks() =>
        [.. _spec.Own.OfType<BlockDeclaration>().Where(b => !_bound.Contains(b)).OrderBy(b => b.Span.Start)];

    /// <summary>Whether nets that use the declaration cannot be emitted.</summary>
    public bool IsBroken(Declaration declaration) => declaration.HasErrors || _broken.Contains(declaration);

    public void MarkBroken(Declaration declaration) => _broken.Add(declaration);

    public void MarkBound(Declaration declaration) => _bound.Add(declaration);

    public void SetNeurons(NeuronsDeclaration declaration, Neurons? neurons) => _neurons[declaration] = neurons;

    /// <summary>The op of named neurons, null when something in them is wrong.</summary>
    public Neurons? FindNeurons(NeuronsDeclaration declaration) => _neurons.TryGetValue(declaration, out var neurons) ? neurons : null;
}
