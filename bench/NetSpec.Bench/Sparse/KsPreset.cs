using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>
/// Patterns of interest as emitted networks, against the peers in batch-last: how many times as long they take, and how long
/// batch-first takes in the time of batch-last.
/// </summary>
internal sealed class KsPreset(KsOptions options)
{
    public void Run()
    {
        foreach (var threads in options.Threads)
        {
            var reason = "not asked for";
            using var peer = options.Python == "none" ? null : Peer.TryStart(options.Python, threads, out reason);
            var names = peer is null ? [] : options.Peers;
            foreach (var batch in options.Batches)
            {
                Console.WriteLine();
                Console.WriteLine(Invariant($"batch {batch}, {threads} thread{(threads == 1 ? "" : "s")}, {options.Rounds} rounds; peers: {peer?.Version ?? $"none ({reason})"}; their times in ours, batch-last"));
                Console.WriteLine($"{"",-24}{"last ms",10}{"GFLOP/s",10}{"first/last",12}{string.Concat(names.Select(name => $"{name,12}"))}");
                foreach (var net in PresetNet.All.Take(options.Count))
                {
                    Print(net, batch, threads, peer, names);
                }
            }
        }
    }

    private void Print(PresetNet net, int batch, int threads, Peer? peer, IReadOnlyList<string> names)
    {
        using var x = new AlignedFloats((long)batch * net.Chain[0].Columns);
        using var y = new AlignedFloats((long)batch * net.Chain[^1].Rows);
        var (peers, lacking) = peer?.SetUp(net.Chain, batch, BatchOrder.Last, names) ?? ([], new Dictionary<string, string>());
        List<ITimed> candidates =
        [
            new TimedAction("last", () => net.BatchLast(x.Span, y.Span, batch, threads)),
            new TimedAction("first", () => net.BatchFirst(x.Span, y.Span, batch, threads)),
            .. peers,
        ];
        var seconds = Interleaved.Measure(candidates, options.Rounds);
        var last = Interleaved.Median(seconds[0]);
        var ratios = names.Select(name => candidates.FindIndex(candidate => candidate.Name == name)).Select(i => i < 0 ? $"{"-",12}" : Invariant($"{Interleaved.Ratio(seconds[i], seconds[0]),12:f2}"));
        Console.WriteLine(Invariant($"{net.Name,-24}{last * 1e3,10:f2}{2e-9 * batch * net.Chain.Sum(p => (double)p.NonZeros) / last,10:f1}{Interleaved.Ratio(seconds[1], seconds[0]),12:f2}") + string.Concat(ratios));
        foreach (var (name, why) in lacking.Where(_ => net == PresetNet.All[0]))
        {
            Console.WriteLine($"  no {name}: {why}");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
