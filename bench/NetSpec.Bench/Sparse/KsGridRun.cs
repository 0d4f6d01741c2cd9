using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using NetSpec.Bench.Peers;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>
/// Times every pattern of the grid against the peers and writes a table. A case whose lines the table has is not run again, so
/// that a run can be stopped and started at any time.
/// </summary>
internal sealed class KsGridRun(KsOptions options, Libtorch torch)
{
    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(1);

    private readonly KsTable _table = new(options.Csv);

    public void Run()
    {
        Console.WriteLine(Machine.Measure());
        using KsPeers peers = new(torch, options);
        using FloatPool pool = new();
        Warm();
        var patterns = GridPatterns.All.Where((pattern, i) => i % options.Every == 0 && pattern.ToString().Contains(options.Only, StringComparison.Ordinal)).Take(options.Count).ToArray();
        for (var i = 0; i < patterns.Length; i++)
        {
            KsCase[] cases =
            [
                .. from batch in options.Batches
                   from threads in options.Threads
                   from order in options.Orders
                   select new KsCase(patterns[i], batch, order, threads) into item
                   where !options.Peers.Append(KsPeers.Ours).All(name => _table.Holds(item, name))
                   select item,
            ];
            if (cases.Length > 0)
                Measure(patterns[i], cases, peers, pool, $"{i + 1}/{patterns.Length}");
        }
    }

    /// <summary>Until the just-in-time compiler has nothing left to make better.</summary>
    private static void Warm()
    {
        var pattern = new KroneckerPattern(2, 48, 48, 2);
        var x = new float[256 * pattern.Columns];
        var y = new float[256 * pattern.Rows];
        using var product = new KroneckerProduct(pattern, new float[pattern.NonZeros]);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Warmth;)
        {
            product.Multiply(x, y, 256, BatchOrder.Last);
            product.Multiply(x, y, 256, BatchOrder.First);
        }
    }

    private void Measure(KroneckerPattern pattern, IReadOnlyList<KsCase> cases, KsPeers peers, FloatPool pool, string progress)
    {
        var weights = pool.Get("weights", pattern.NonZeros).Span[..pattern.NonZeros];
        using var product = new KroneckerProduct(pattern, weights);
        var prepared = peers.Prepare(pattern, weights);
        foreach (var item in cases)
        {
            torch.SetThreads(item.Threads);
            var rows = Measure(item, product, peers, prepared, pool);
            _table.Append(rows);
            var times = string.Join(", ", rows.Where(row => row.LeftOut.Length == 0).Select(row => Invariant($"{row.Implementation} {row.MedianSeconds * 1e3:f3} ms")));
            Console.WriteLine(Invariant($"{progress} {pattern} batch {item.Batch} {item.Order}, {item.Threads} thread(s): {times}"));
        }
    }

    private List<KsRow> Measure(KsCase item, KroneckerProduct product, KsPeers peers, (TorchWeights Sorted, AlignedFloats? Matrix) weights, FloatPool pool)
    {
        var (inputs, outputs) = ((long)item.Batch * item.Pattern.Columns, (long)item.Batch * item.Pattern.Rows);
        List<KsRow> rows = [.. options.Peers.Select(name => new KsRow(item, name, double.NaN, double.NaN, 0, peers.Lacks(item, name))).Where(row => row.LeftOut.Length > 0)];
        if (item.Bytes > options.MemoryGib * (1L << 30))
        {
            return [.. options.Peers.Append(KsPeers.Ours).Select(name =>
                new KsRow(item, name, double.NaN, double.NaN, 0, Invariant($"takes {item.Bytes / (1L << 30):f1} GiB of {options.MemoryGib:f1}")))];
        }

        var (x, y, other) = (pool.Get("x", inputs), pool.Get("y", outputs), pool.Get("y of peers", outputs));
        void Run() => product.Multiply(x.Span[..(int)inputs], y.Span[..(int)outputs], item.Batch, item.Order, item.Threads);
        TorchFormulation[] torches = [.. options.Peers.Where(name => peers.Lacks(item, name).Length == 0).Select(name => peers.Make(name, item, weights, x, other))];
        void Check() => Agreement.Check(y.Span[..(int)outputs], other.Span[..(int)outputs]);
        ITimed[] candidates = [new OwnPass(KsPeers.Ours, Run), .. torches.Select(peer => new CheckedPeer(peer, Check))];
        var seconds = Interleaved.Measure(candidates, options.Rounds, options.SliceSeconds, settle: item.Threads > 1);
        rows.AddRange(candidates.Select((candidate, i) => new KsRow(item, candidate.Name, Interleaved.Median(seconds[i]), seconds[i].Min(), seconds[i].Length, "")));
        foreach (var peer in torches)
        {
            peer.Dispose();
        }

        return rows;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
