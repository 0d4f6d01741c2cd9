using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetSpec.Bench.Sparse;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>
/// Whole networks against ONNX Runtime and Kronecker-sparse products against libtorch, in this process, turn by turn:
/// <c>peers [rounds] [part of the name]</c>. Outputs are compared before anything is timed.
/// </summary>
internal static class PeerSuite
{
    private const int ProductBatch = 2048;

    public static int Run(IReadOnlyList<string> args)
    {
        var rounds = int.Parse(args.ElementAtOrDefault(0) ?? "9", CultureInfo.InvariantCulture);
        var part = args.ElementAtOrDefault(1) ?? "";
        if (Libtorch.TryLoad() is not { } torch)
        {
            Console.Error.WriteLine("The peers' native libraries are not here. They come with: dotnet run --project bench/NetSpec.Bench -c Release -p:NetSpecPeers=true -- peers");
            return 1;
        }

        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            Head($"networks, {threads} thread(s): ONNX Runtime {OrtEnv.Instance().GetVersionString()} and ours", "ONNX µs");
            foreach (var network in NetworkCase.All.Where(network => network.Name.Contains(part, StringComparison.Ordinal)))
            {
                Network(network, threads, rounds);
            }

            torch.SetThreads(threads);
            Head($"products, batch-last, {ProductBatch} samples, {threads} thread(s): libtorch and ours", "torch µs");
            foreach (var net in PresetNet.All.Where(net => net.Chain.Count == 1 && net.Chain[0].ToString().Contains(part, StringComparison.Ordinal)))
            {
                Product(torch, net.Chain[0], threads, rounds);
            }
        }

        return 0;
    }

    private static void Network(NetworkCase network, int threads, int rounds)
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
            var own = new TimedAction("ours", () => forward(input, ours, threads));
            own.Time(1);
            peer.Run();
            Row($"{network.Name}, batch {Text(network.Batch)}", own, peer, rounds, Difference(ours, theirs));
        }
    }

    private static void Product(Libtorch torch, KroneckerPattern pattern, int threads, int rounds)
    {
        using var k = new AlignedFloats(pattern.NonZeros);
        using var x = new AlignedFloats((long)ProductBatch * pattern.Columns);
        using var ours = new AlignedFloats((long)ProductBatch * pattern.Rows);
        using var theirs = new AlignedFloats((long)ProductBatch * pattern.Rows);
        theirs.Span.Fill(float.NaN);
        using var product = new KroneckerProduct(pattern, k.Span);
        using var peer = new TorchProduct(torch, pattern, k.Span, x, theirs, ProductBatch);
        var own = new TimedAction("ours", () => product.Multiply(x.Span, ours.Span, ProductBatch, BatchOrder.Last, threads));
        own.Time(1);
        peer.Run();
        Row(pattern.ToString(), own, peer, rounds, Difference(ours.Span, theirs.Span));
    }

    private static void Head(string title, string peer)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine($"{"",-24}{peer,12}{"ours µs",12}{"ratio",8}  largest difference");
    }

    private static void Row(string name, ITimed ours, ITimed peer, int rounds, double difference)
    {
        var seconds = Interleaved.Measure([peer, ours], rounds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-24}{Interleaved.Median(seconds[0]) * 1e6,12:f1}{Interleaved.Median(seconds[1]) * 1e6,12:f1}{Interleaved.Ratio(seconds[0], seconds[1]),8:f2}  {difference:0.0e0}"));
    }

    /// <summary>The largest difference, in units of the largest result.</summary>
    /// <exception cref="InvalidOperationException">The two do not compute the same.</exception>
    private static double Difference(ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        var (difference, largest) = (0.0, 0.0);
        for (var i = 0; i < ours.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs((double)ours[i] - theirs[i]));
            largest = Math.Max(largest, Math.Abs((double)theirs[i]));
        }

        return difference <= 1e-4 * largest
            ? difference / largest
            : throw new InvalidOperationException($"Ours and the peer's results differ by {difference.ToString(CultureInfo.InvariantCulture)}, the largest being {largest.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
