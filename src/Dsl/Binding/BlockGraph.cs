using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>Which block uses which, to find those that use themselves.</summary>
internal sealed class BlockGraph
{
    private readonly List<Declaration> _blocks;
    private readonly Dictionary<Declaration, (Declaration Block, CallStage Use)[]> _uses = new(ReferenceComparer.Instance);
    private readonly SpecScope _scope;
    private readonly ProblemBag _problems;

    public BlockGraph(IReadOnlyDictionary<Declaration, BodyChecker> bodies, SpecScope scope, ProblemBag problems)
    {
        (_scope, _problems) = (scope, problems);
        _blocks = [.. bodies.Keys.Where(d => d is BlockDeclaration && ReferenceEquals(scope.In(d).Find(d.Name.Text), d)).OrderBy(d => d.Span.Start)];
        foreach (var block in _blocks)
        {
            _uses.Add(block, [.. bodies[block].BlockUses.Where(use => use.Block is BlockDeclaration)]);
        }
    }

    /// <summary>Reports each circle once, at the use that closes it, and marks its blocks as broken.</summary>
    public void ReportRecursion()
    {
        var done = new HashSet<Declaration>(ReferenceComparer.Instance);
        foreach (var start in _blocks.Where(block => !done.Contains(block)))
        {
            // A depth-first walk with a stack of its own: chains of blocks are as long as the file likes.
            var path = new List<(Declaration Block, int Next)> { (start, 0) };
            var places = new Dictionary<Declaration, int>(ReferenceComparer.Instance) { [start] = 0 };
            while (path.Count > 0)
            {
                var (block, next) = path[path.Count - 1];
                if (next == _uses[block].Length)
                {
                    done.Add(block);
                    places.Remove(block);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[path.Count - 1] = (block, next + 1);
                var (used, use) = _uses[block][next];
                if (places.TryGetValue(used, out var index))
                {
                    Report([.. path.Skip(index).Select(step => step.Block)], use);
                }
                else if (!done.Contains(used))
                {
                    places.Add(used, path.Count);
                    path.Add((used, 0));
                }
            }
        }
    }

    private void Report(List<Declaration> circle, CallStage use)
    {
        circle.ForEach(_scope.MarkBroken);
        var names = circle.Append(circle[0]).Select(block => block.Name.Text);
        _problems.Report(ProblemCode.RecursiveBlock, use.Name.Span, $"block '{circle[0].Name.Text}' uses itself: {string.Join(" -> ", names)}");
    }
}
