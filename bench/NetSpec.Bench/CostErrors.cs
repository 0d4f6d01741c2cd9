using System;
using System.Diagnostics;
using System.Linq;
using Corpus.Nets;
using NetSpec.Bench.Peers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench;

/// <summary>How far Φ-costs in single precision are from those in double, on networks that are too large for the tests. Random weights.</summary>
internal static class CostErrors
{
    private static readonly (string Name, Action Compare)[] Networks =
    [
        Of(nameof(AlexNet), AlexNet.Layout, store => new AlexNet(store).Paths),
        Of(nameof(ResNet101), ResNet101.Layout, store => new ResNet101(store).Paths),
        Of(nameof(ResNet152), ResNet152.Layout, store => new ResNet152(store).Paths),
        Of(nameof(Vgg11), Vgg11.Layout, store => new Vgg11(store).Paths),
        Of(nameof(Vgg16), Vgg16.Layout, store => new Vgg16(store).Paths),
        Of(nameof(Vgg19), Vgg19.Layout, store => new Vgg19(store).Paths),
    ];

    /// <param name="part">A part of the names of those to compare.</param>
    public static int Print(string part)
    {
        var chosen = Array.FindAll(Networks, network => network.Name.Contains(part, StringComparison.OrdinalIgnoreCase));
        if (chosen.Length == 0)
        {
            Console.Error.WriteLine($"No network is called '{part}'; there are {string.Join(", ", Networks.Select(network => network.Name))}.");
            return 2;
        }

        Console.WriteLine("network        parameters  largest relative difference      zeros that differ  seconds in double  in single");
        foreach (var (_, compare) in chosen)
        {
            compare();
        }

        return 0;
    }

    private static (string Name, Action Compare) Of(string name, ParameterLayout layout, Func<ParameterStore, PathAnalysis> pathsOf) =>
        (name, () => Print(name, layout, pathsOf));

    private static void Print(string name, ParameterLayout layout, Func<ParameterStore, PathAnalysis> pathsOf)
    {
        var paths = pathsOf(PlausibleWeights.For(layout));
        var clock = Stopwatch.StartNew();
        var expected = paths.Costs();
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var found = paths.Costs(Precision.Single, threads: 2);
        var single = clock.Elapsed.TotalSeconds;

        var (largest, lost) = (0.0, 0L);
        for (var i = 0; i < layout.Size; i++)
        {
            if (expected[i].IsZero != found[i].IsZero)
                lost++;
            else if (!expected[i].IsZero)
                largest = Math.Max(largest, Math.Abs((found[i] / expected[i]).Value - 1));
        }

        Console.WriteLine(FormattableString.Invariant($"{name,-12}{layout.Size,13:N0}  {largest,27:E1}  {lost,21:N0}  {seconds,17:F1}  {single,9:F1}"));
        GC.Collect();
    }
}
