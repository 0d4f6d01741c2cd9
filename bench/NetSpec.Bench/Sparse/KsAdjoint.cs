using System;
using System.Globalization;
using System.Linq;
using NetSpec.Bench.Peers;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>The gradients of products by patterns of interest, by input and by weights, against libtorch's strict forms: how many times as long they take.</summary>
internal sealed class KsAdjoint(KsOptions options, Libtorch torch)
{
    public void Run()
    {
        Console.WriteLine(Machine.Measure());
        foreach (var (threads, batch) in from threads in options.Threads from batch in options.Batches select (threads, batch))
        {
            torch.SetThreads(threads);
            Console.WriteLine();
            Console.WriteLine(Invariant($"batch {batch}, {threads} thread(s), {options.Rounds} rounds: bmm_strict's times in ours"));
            Console.WriteLine($"{"",-24}{"",6}{"by input ms",14}{"GFLOP/s",10}{"",8}{"by weights ms",16}{"GFLOP/s",10}");
            foreach (var pattern in PresetNet.All.Where(net => net.Chain.Count == 1).Take(options.Count).Select(net => net.Chain[0]))
            {
                foreach (var order in options.Orders)
                {
                    Print(new(pattern, batch, order, threads));
                }
            }
        }
    }

    private void Print(KsCase item)
    {
        var (p, batch, order, threads) = item;
        using AlignedFloats weights = new(p.NonZeros), sorted = new(p.NonZeros), ours = new(p.NonZeros), theirs = new(p.NonZeros);
        using AlignedFloats x = new((long)batch * p.Columns), dx = new((long)batch * p.Columns), gradient = new((long)batch * p.Rows);
        using KroneckerGradients gradients = new(p, weights.Span);
        void ByInput() => gradients.ByInput(gradient.Span, dx.Span, batch, order, threads);
        void ByWeights() => gradients.ByWeights(x.Span, gradient.Span, ours.Span, batch, order, threads);
        OwnPass input = new(KsPeers.Ours, ByInput), byWeights = new(KsPeers.Ours, ByWeights);
        if (!TorchProduct.Has(p, order))
        {
            var alone = Interleaved.Measure([input, byWeights], options.Rounds, options.SliceSeconds, settle: threads > 1);
            Line(item, alone[0], null, alone[1], null);
            return;
        }

        using TorchProduct inputPeer = new(torch, p.Transposed, new(p.Transposed, weights.Span, sorted), gradient, dx, batch, order);
        using TorchWeightGradient weightPeer = new(torch, p, x, gradient, theirs, batch, order);
        var first = Interleaved.Measure([input, inputPeer], options.Rounds, options.SliceSeconds, settle: threads > 1);
        var second = Interleaved.Measure([byWeights, weightPeer], options.Rounds, options.SliceSeconds, settle: threads > 1);
        if (p.D == 1)
            Agreement.Check(ours.Span, theirs.Span);
        Line(item, first[0], first[1], second[0], second[1]);
    }

    private static void Line(KsCase item, double[] input, double[]? inputPeer, double[] weights, double[]? weightPeer)
    {
        var work = 2e-9 * item.Batch * item.Pattern.NonZeros;
        string Text(double[] ours, double[]? peer) =>
            Invariant($"{Interleaved.Median(ours) * 1e3,14:f3}{work / Interleaved.Median(ours),10:f1}") + (peer is null ? $"{"-",8}" : Invariant($"{Interleaved.Ratio(peer, ours),8:f2}"));
        Console.WriteLine(Invariant($"{item.Pattern,-24}{item.Order,6}") + Text(input, inputPeer) + Text(weights, weightPeer));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
