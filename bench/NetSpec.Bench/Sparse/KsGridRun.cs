using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>
/// Times every pattern of the grid against the peers and writes a table. A case whose lines the table has is not run again, so
/// that a run can be stopped and started at any time.
/// </summary>
internal sealed class KsGridRun(KsOptions options)
{
    private const string Ours = "netspec";

    private readonly KsTable _table = new(options.Csv);

    public void Run()
    {
        foreach (var threads in options.Threads)
        {
            var reason = "not asked for";
            using var peer = options.Python == "none" ? null : Peer.TryStart(options.Python, threads, out reason);
            Console.WriteLine(Invariant($"{threads} thread{(threads == 1 ? "" : "s")}; peers: {peer?.Version ?? $"none ({reason})"}"));
            var cases = GridPatterns.All.Take(options.Count).SelectMany(pattern => options.Orders.Select(order => new KsCase(pattern, options.Batches[0], order, threads))).ToArray();
            for (var i = 0; i < cases.Length; i++)
            {
                var names = peer is null ? [] : options.Peers;
                if (names.Append(Ours).All(name => _table.Holds(cases[i], name)))
                    continue;

                var rows = Measure(cases[i], peer, names);
                _table.Append(rows);
                Console.WriteLine(Invariant($"{i + 1}/{cases.Length} {cases[i].Pattern} batch-{(cases[i].Order == BatchOrder.Last ? "last" : "first")}: ") + string.Join(", ", rows.Select(Describe)));
            }
        }
    }

    private List<KsRow> Measure(KsCase item, Peer? peer, IReadOnlyList<string> names)
    {
        var leftOut = names.Append(Ours).Select(name => (name, Reason: ReasonToLeaveOut(item, name))).Where(pair => pair.Reason.Length > 0).ToDictionary(pair => pair.name, pair => pair.Reason);
        List<KsRow> rows = [.. leftOut.Select(pair => new KsRow(item, pair.Key, double.NaN, double.NaN, 0, pair.Value))];
        if (leftOut.ContainsKey(Ours))
            return rows;

        IReadOnlyList<ITimed> candidates = [];
        if (peer is not null)
        {
            (candidates, var lacking) = peer.SetUp([item.Pattern], item.Batch, item.Order, [.. names.Where(name => !leftOut.ContainsKey(name))]);
            rows.AddRange(lacking.Select(pair => new KsRow(item, pair.Key, double.NaN, double.NaN, 0, pair.Value)));
        }

        using var x = new AlignedFloats((long)item.Batch * item.Pattern.Columns);
        using var y = new AlignedFloats((long)item.Batch * item.Pattern.Rows);
        using var weights = new AlignedFloats(item.Pattern.NonZeros);
        using var product = new KroneckerProduct(item.Pattern, weights.Span);
        candidates = [new TimedAction(Ours, () => product.Multiply(x.Span, y.Span, item.Batch, item.Order, item.Threads)), .. candidates];
        var seconds = Interleaved.Measure(candidates, options.Rounds);
        rows.AddRange(candidates.Select((candidate, i) => new KsRow(item, candidate.Name, Interleaved.Median(seconds[i]), seconds[i].Min(), seconds[i].Length, "")));
        return rows;
    }

    private string ReasonToLeaveOut(KsCase item, string name)
    {
        var peers = options.Python == "none" ? 0 : item.PeerBytes;
        var gib = (item.Bytes + peers + (name == "dense" ? item.DenseBytes : 0)) / (1L << 30);
        return gib > options.MemoryGib ? Invariant($"takes {gib:f1} GiB of {options.MemoryGib:f1}")
            : name == "dense" && item.DenseMultiplyAdds > options.DenseLimit * 1e9 ? Invariant($"takes {item.DenseMultiplyAdds / 1e9:f0} thousand million multiply-adds")
            : "";
    }

    private static string Describe(KsRow row) => row.LeftOut.Length > 0 ? $"{row.Implementation} left out" : Invariant($"{row.Implementation} {row.MedianSeconds * 1e3:f3} ms");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
