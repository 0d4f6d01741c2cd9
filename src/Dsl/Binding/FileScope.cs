using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>The stages that one file sees: the blocks and named neurons that it declares, and those of the files that it uses.</summary>
internal sealed class FileScope
{
    private readonly SourceLines _lines;
    private readonly ProblemBag _problems;
    private readonly Dictionary<string, Declaration> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Declaration> _stages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Declaration> _misnamed = new(StringComparer.Ordinal);
    private readonly bool _isWhole;

    /// <param name="spec">The file's tree.</param>
    /// <param name="isComplete">Whether every declaration of the file could be read.</param>
    /// <param name="lines">The lines of the files.</param>
    /// <param name="problems">Where problems go.</param>
    public FileScope(SpecSyntax spec, bool isComplete, SourceLines lines, ProblemBag problems)
    {
        (_isWhole, IsComplete, _lines, _problems) = (isComplete, isComplete, lines, problems);
        foreach (var declaration in spec.Declarations.Where(d => d is not NetDeclaration))
        {
            var name = declaration.Name.Text;
            if (IsEnd(name) || OpCatalog.IsStage(name) || OpCatalog.FindJoin(name) is not null)
            {
                var meaning = IsEnd(name) ? "an end of every block" : ChainCatalog.Keywords.Contains(name) ? "a sparse chain" : "an op";
                problems.Report(ProblemCode.ReservedName, declaration.Name.Span, $"'{name}' is {meaning}, so no block can have that name");
                _misnamed[name] = declaration;
            }
            else if (_own.TryGetValue(name, out var first))
            {
                problems.Report(ProblemCode.DuplicateName, declaration.Name.Span, $"'{name}' is already the name of the block on line {lines.Of(first.Name)}");
            }
            else
            {
                _own.Add(name, declaration);
                _stages.Add(name, declaration);
            }
        }
    }

    /// <summary>Whether a name that stands for no stage is wrong: not so when its declaration may be one that could not be read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The names of the stages.</summary>
    public IReadOnlyCollection<string> Names => _stages.Keys;

    /// <summary>The stages that the file declares itself.</summary>
    public IReadOnlyCollection<Declaration> Own => _own.Values;

    public Declaration? Find(string name) => _stages.TryGetValue(name, out var stage) ? stage : null;

    /// <summary>The block that is meant by the name of an op or of an end, null when there is none.</summary>
    public Declaration? FindMisnamed(string name) => _misnamed.TryGetValue(name, out var declaration) ? declaration : null;

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

    /// <summary>Shows the stages that another file declares. Those that it uses itself stay its own affair.</summary>
    /// <param name="line">The line that names the file.</param>
    /// <param name="file">The file; null when there is none, so that a name which stands for nothing may be one of its.</param>
    public void Use(UseLine line, FileScope? file)
    {
        IsComplete &= file is { _isWhole: true };
        foreach (var declaration in file?._own.Values.ToArray() ?? [])
        {
            var name = declaration.Name.Text;
            if (!_stages.TryGetValue(name, out var other))
            {
                _stages.Add(name, declaration);
            }
            else if (_own.ContainsKey(name))
            {
                _problems.Report(
                    ProblemCode.DuplicateName,
                    other.Name.Span,
                    $"'{name}' is also on {_lines.InFile(declaration.Name)}, which this file uses; rename one of the two");
            }
            else
            {
                _problems.Report(
                    ProblemCode.DuplicateName,
                    line.PathSpan,
                    $"'{name}' is on {_lines.InFile(declaration.Name)} and on {_lines.InFile(other.Name)}, and this file uses both; rename one of the two");
            }
        }

        foreach (var misnamed in file?._misnamed.Values.ToArray() ?? [])
        {
            _misnamed[misnamed.Name.Text] = misnamed;
        }
    }

    /// <summary>Whether no block can have the name.</summary>
    private static bool IsEnd(string name) => name is "in" or "out";
}
