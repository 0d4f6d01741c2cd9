using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Bench.Peers;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>Patterns of interest, or dense layers, as emitted networks, against the peers in both layouts: how many times as long they take.</summary>
internal sealed class KsPreset(KsOptions options, Libtorch torch, IReadOnlyList<PresetNet> nets)
{
    public void Run()
    {
        Console.WriteLine(Machine.Measure());
        foreach (var (threads, batch) in from threads in options.Threads from batch in options.Batches select (threads, batch))
        {
            torch.SetThreads(threads);
            Console.WriteLine();
            Console.WriteLine(Invariant($"batch {batch}, {threads} thread(s), {options.Rounds} rounds: the peers' times in ours"));
            Console.WriteLine($"{"",-24}{"",6}{"ours ms",10}{"GFLOP/s",10}{string.Concat(options.Peers.Select(name => $"{name,12}"))}");
            foreach (var net in nets.Take(options.Count))
            {
                foreach (var order in options.Orders)
                {
                    Print(net, batch, threads, order);
                }
            }
        }
    }

    private void Print(PresetNet net, int batch, int threads, BatchOrder order)
    {
        using var x = new AlignedFloats((long)batch * net.Chain[0].Columns);
        using var y = new AlignedFloats((long)batch * net.Chain[^1].Rows);
        using KsPeers peers = new(torch, options);
        var pass = order == BatchOrder.Last ? net.BatchLast : net.BatchFirst;
        List<ITimed> candidates = [new OwnPass(KsPeers.Ours, () => pass(x.Span, y.Span, batch, threads))];
        TimedChain[] chains = [.. options.Peers.Where(name => net.Chain.All(p => Name(peers, p, name).Length > 0)).Select(name => Chain(peers, net, batch, threads, order, name, x))];
        foreach (var chain in chains)
        {
            chain.Run();
        }

        candidates.AddRange(chains);
        var seconds = Interleaved.Measure(candidates, options.Rounds, options.SliceSeconds, settle: threads > 1);
        var ours = Interleaved.Median(seconds[0]);
        var ratios = options.Peers.Select(name => candidates.FindIndex(candidate => candidate.Name == name))
            .Select(i => i < 0 ? $"{"-",12}" : Invariant($"{Interleaved.Ratio(seconds[i], seconds[0]),12:f2}"));
        Console.WriteLine(
            Invariant($"{net.Name,-24}{order,6}{ours * 1e3,10:f3}{2e-9 * batch * net.Chain.Sum(p => (double)p.NonZeros) / ours,10:f1}") + string.Concat(ratios));
        foreach (var chain in chains)
        {
            chain.Dispose();
        }

        // How a factor of a chain is computed by the peer of that name: where it copies nothing, the permuting one is the strict one.
        string Name(KsPeers all, KroneckerPattern pattern, string name) =>
            all.Lacks(new(pattern, batch, order, threads), name).Length == 0 ? name : name == "bmm" ? "bmm_strict" : "";
    }

    private static TimedChain Chain(KsPeers peers, PresetNet net, int batch, int threads, BatchOrder order, string name, AlignedFloats x)
    {
        List<TorchFormulation> products = [];
        List<AlignedFloats> buffers = [];
        foreach (var pattern in net.Chain)
        {
            AlignedFloats weights = new(pattern.NonZeros), sorted = new(pattern.NonZeros), y = new((long)batch * pattern.Rows);
            buffers.AddRange([weights, sorted, y]);
            KsCase item = new(pattern, batch, order, threads);
            AlignedFloats? matrix = null;
            if (name == "dense")
            {
                matrix = new((long)pattern.Rows * pattern.Columns);
                buffers.Add(matrix);
                TorchDense.Fill(pattern, weights.Span, matrix);
            }

            var used = peers.Lacks(item, name).Length == 0 ? name : "bmm_strict";
            products.Add(peers.Make(used, item, (new(pattern, weights.Span, sorted), matrix), x, y));
            x = y;
        }

        return new(name, products, buffers);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
