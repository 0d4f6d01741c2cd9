using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>
/// The control flow of a kernel, of its PTX or its machine code: blocks, loops, and an order in which diverged lanes find together
/// again.
/// </summary>
internal sealed class PtxFlow
{
    private readonly int[] _blockOf;

    public PtxFlow(IReadOnlyList<FlowStep> steps)
    {
        (Blocks, _blockOf) = Split(steps);
        Loops = FindLoops();
        Ranks = Rank();
    }

    public IReadOnlyList<FlowBlock> Blocks { get; }

    public IReadOnlyList<FlowLoop> Loops { get; }

    /// <summary>
    /// A rank of every instruction: lanes of the lowest are executed first. Ranks grow along every jump but those back to the
    /// start of a loop, and what follows a loop ranks above all of it, wherever the text has it. So lanes that wait for others
    /// wait where their ways meet first (thread frontiers: Diamos et al. 2011).
    /// </summary>
    public IReadOnlyList<int> Ranks { get; }

    public IEnumerable<int> InstructionsOf(FlowLoop loop) => loop.Blocks.Order().SelectMany(block => Enumerable.Range(Blocks[block].Start, Blocks[block].End - Blocks[block].Start));

    private static (List<FlowBlock> Blocks, int[] BlockOf) Split(IReadOnlyList<FlowStep> steps)
    {
        var starts = new SortedSet<int> { 0, steps.Count };
        for (var i = 0; i < steps.Count; i++)
        {
            if (!steps[i].EndsBlock)
                continue;

            starts.Add(i + 1);
            if (steps[i].Target is { } target)
                starts.Add(target);
        }

        // An empty block at the end is where the text ends, and where labels at the very end lead.
        int[] bounds = [.. starts, steps.Count];
        var blockOf = new int[steps.Count + 1];
        for (var block = 0; block < bounds.Length - 1; block++)
        {
            for (var i = bounds[block]; i < bounds[block + 1]; i++)
            {
                blockOf[i] = block;
            }
        }

        blockOf[^1] = bounds.Length - 2;
        List<FlowBlock> blocks = [];
        for (var block = 0; block < bounds.Length - 1; block++)
        {
            var (start, end) = (bounds[block], bounds[block + 1]);
            List<int> next = [];
            FlowStep? last = end > start ? steps[end - 1] : null;
            if (last?.Target is { } target)
                next.Add(blockOf[target]);
            if (last is not { FallsThrough: false } && block + 1 < bounds.Length - 1 && !next.Contains(block + 1))
                next.Add(block + 1);
            blocks.Add(new(start, end, next));
        }

        return (blocks, blockOf);
    }

    /// <summary>A loop for every block that a jump leads back to from what can only be reached through it.</summary>
    private List<FlowLoop> FindLoops()
    {
        var loops = new SortedDictionary<int, HashSet<int>>();
        var before = new List<int>[Blocks.Count];
        for (var block = 0; block < Blocks.Count; block++)
        {
            before[block] = [];
        }

        for (var block = 0; block < Blocks.Count; block++)
        {
            foreach (var next in Blocks[block].Successors)
            {
                before[next].Add(block);
            }
        }

        foreach (var (from, header) in BackEdges())
        {
            if (!loops.TryGetValue(header, out var body))
                loops[header] = body = [header];
            var open = new Stack<int>([from]);
            while (open.TryPop(out var block))
            {
                if (!body.Add(block))
                    continue;

                foreach (var previous in before[block])
                {
                    open.Push(previous);
                }
            }
        }

        return [.. loops.Select(pair => new FlowLoop(pair.Key, pair.Value))];
    }

    private List<(int From, int Header)> BackEdges()
    {
        List<(int From, int Header)> edges = [];
        var state = new byte[Blocks.Count];
        var path = new Stack<(int Block, int Next)>([(0, 0)]);
        state[0] = 1;
        while (path.TryPop(out var top))
        {
            if (top.Next == Blocks[top.Block].Successors.Count)
            {
                state[top.Block] = 2;
                continue;
            }

            path.Push((top.Block, top.Next + 1));
            var next = Blocks[top.Block].Successors[top.Next];
            if (state[next] == 1)
                edges.Add((top.Block, next));
            if (state[next] != 0)
                continue;

            state[next] = 1;
            path.Push((next, 0));
        }

        return edges;
    }

    /// <summary>The reverse of the order in which a depth-first walk, which leaves loops before it enters them, finishes blocks.</summary>
    private int[] Rank()
    {
        List<int> finished = [];
        var seen = new HashSet<int> { 0 };
        var path = new Stack<(int Block, Queue<int> Next)>([(0, Ordered(0))]);
        while (path.TryPeek(out var top))
        {
            if (!top.Next.TryDequeue(out var next))
            {
                finished.Add(path.Pop().Block);
            }
            else if (seen.Add(next))
            {
                path.Push((next, Ordered(next)));
            }
        }

        finished.Reverse();
        var ranks = Enumerable.Repeat(int.MaxValue, _blockOf.Length).ToArray();
        var rank = 0;
        foreach (var block in finished)
        {
            for (var i = Blocks[block].Start; i < Blocks[block].End; i++)
            {
                ranks[i] = rank++;
            }
        }

        return ranks;

        Queue<int> Ordered(int block) => new(Blocks[block].Successors.OrderBy(next => Loops.Count(loop => loop.Blocks.Contains(block) && loop.Blocks.Contains(next))));
    }
}
