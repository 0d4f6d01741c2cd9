using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetSpec.Bench.Sparse;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>
/// Whole networks against ONNX Runtime and Kronecker-sparse products against libtorch, in this process, turn by turn. Outputs are
/// compared before anything is timed.
/// </summary>
internal static class PeerSuite
{
    private const int ProductBatch = 2048;

    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(0.5);

    public static int Run(IReadOnlyList<string> args)
    {
        PeerOptions options;
        try
        {
            options = PeerOptions.Parse(args);
        }
        catch (ArgumentException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 2;
        }

        NetworkCase[] networks = [.. NetworkCase.All.Where(network => options.Wants(NameOf(network)))];
        KroneckerPattern[] products = [.. Products().Where(pattern => options.Wants(pattern.ToString()))];
        if (networks.Length + products.Length == 0)
        {
            IEnumerable<string> names = [.. NetworkCase.All.Select(NameOf), .. Products().Select(pattern => pattern.ToString())];
            Console.Error.WriteLine($"Nothing is called '{options.Only}'; there are:\n  {string.Join("\n  ", names)}");
            return 2;
        }

        if (Libtorch.TryLoad() is not { } torch)
        {
            Console.Error.WriteLine(
                "The peers' native libraries are not here. They come with: dotnet run --project bench/NetSpec.Bench -c Release -p:NetSpecPeers=true -- peers");
            return 1;
        }

        var machine = Machine.Measure();
        Console.WriteLine(machine);
        List<PeerRow> rows = [];
        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            Head(networks.Length, $"networks, {threads} thread(s): ONNX Runtime {OrtEnv.Instance().GetVersionString()} and ours");
            foreach (var network in networks)
            {
                rows.Add(Print(Network(network, threads, options.Rounds)));
            }

            torch.SetThreads(threads);
            Head(products.Length, $"products, batch-last, {ProductBatch} samples, {threads} thread(s): libtorch and ours");
            foreach (var pattern in products)
            {
                rows.Add(Print(Product(torch, pattern, threads, options.Rounds)));
            }
        }

        if (options.Folder is { } folder)
            PeerReport.Write(folder, machine, options.Rounds, rows);
        return 0;
    }

    private static IEnumerable<KroneckerPattern> Products() => PresetNet.All.Where(net => net.Chain.Count == 1).Select(net => net.Chain[0]);

    private static string NameOf(NetworkCase network) => FormattableString.Invariant($"{network.Name}, batch {network.Batch}");

    private static PeerRow Network(NetworkCase network, int threads, int rounds)
    {
        var weights = PlausibleWeights.For(network.Layout);
        var net = network.Net();
        var input = new float[network.Batch * net.Nodes[net.Inputs[0]].Shape.Size];
        var random = new Random(2);
        foreach (ref var value in input.AsSpan())
        {
            value = random.NextSingle();
        }

        var ours = new float[network.Batch * net.Nodes[net.Outputs[0].Node].Shape.Size];
        var theirs = new float[ours.Length];
        using var peer = new OnnxPeer(net, weights, input, theirs, network.Batch, threads);
        var (workspace, forward) = network.Ours(weights);
        using (workspace)
        {
            var own = new OwnPass("ours", () => forward(input, ours, threads));
            own.Time(1);
            peer.Run();
            return Row(PeerRow.Networks, NameOf(network), threads, own, peer, rounds, Agreement.Check(ours, theirs));
        }
    }

    private static PeerRow Product(Libtorch torch, KroneckerPattern pattern, int threads, int rounds)
    {
        using var k = new AlignedFloats(pattern.NonZeros);
        using var x = new AlignedFloats((long)ProductBatch * pattern.Columns);
        using var ours = new AlignedFloats((long)ProductBatch * pattern.Rows);
        using var theirs = new AlignedFloats((long)ProductBatch * pattern.Rows);
        theirs.Span.Fill(float.NaN);
        using var product = new KroneckerProduct(pattern, k.Span);
        using var sorted = new AlignedFloats(pattern.NonZeros);
        using var peer = new TorchProduct(torch, pattern, new(pattern, k.Span, sorted), x, theirs, ProductBatch, BatchOrder.Last);
        var own = new OwnPass("ours", () => product.Multiply(x.Span, ours.Span, ProductBatch, BatchOrder.Last, threads));
        own.Time(1);
        peer.Run();
        return Row(PeerRow.Products, pattern.ToString(), threads, own, peer, rounds, Agreement.Check(ours.Span, theirs.Span));
    }

    private static PeerRow Row(string kind, string name, int threads, ITimed ours, ITimed peer, int rounds, double difference)
    {
        Warm(peer);
        Warm(ours);
        var seconds = Interleaved.Measure([peer, ours], rounds);
        var (theirs, own) = (Interleaved.Median(seconds[0]), Interleaved.Median(seconds[1]));
        return new(kind, name, peer.Name == "bmm_strict" ? "libtorch" : peer.Name, threads, theirs, own, Interleaved.Ratio(seconds[0], seconds[1]), difference);
    }

    /// <summary>Until the just-in-time compiler has nothing left to make better: a pass of less than a microsecond is timed before that otherwise.</summary>
    private static void Warm(ITimed side)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Warmth;)
        {
            side.Time(1);
        }
    }

    private static void Head(int count, string title)
    {
        if (count == 0)
            return;

        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine($"{"",-24}{"peer µs",12}{"ours µs",12}{"ratio",8}  largest difference");
    }

    private static PeerRow Print(PeerRow row)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Name,-24}{row.PeerSeconds * 1e6,12:f1}{row.OurSeconds * 1e6,12:f1}{row.Ratio,8:f2}  {row.Difference:0.0e0}"));
        return row;
    }
}
