using System;
using System.Collections.Generic;
using Corpus.Nets;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench;

/// <summary>Path-norm passes in the time of the forward pass, and Φ-cost passes in that of the plain path-norm pass.</summary>
internal static class PathSuite
{
    public static void Print(Rounds rounds, SimdLevel simd)
    {
        IReadOnlyList<ICandidate>[] nets =
        [
            Net(ResNet18.Layout, p => new ResNet18(p), m => m.Forward, m => m.Paths, ResNet18.ImageSize, ResNet18.LogitsSize, ResNet18.MultiplyAdds, simd),
            Net(ResNet50.Layout, p => new ResNet50(p), m => m.Forward, m => m.Paths, ResNet50.ImageSize, ResNet50.LogitsSize, ResNet50.MultiplyAdds, simd),
            Net(Vgg16.Layout, p => new Vgg16(p), m => m.Forward, m => m.Paths, Vgg16.ImageSize, Vgg16.LogitsSize, Vgg16.MultiplyAdds, simd),
        ];
        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            Rounds.PrintRatioHead($"paths at {simd}", threads);
            foreach (var net in nets)
            {
                rounds.PrintRatios(net, threads);
            }
        }
    }

    public static void PrintCosts(Rounds rounds, SimdLevel simd)
    {
        IReadOnlyList<ICandidate>[] nets =
        [
            Costs("ResNet18", new ResNet18(Filled(ResNet18.Layout)).Paths, simd),
            Costs("ResNet50", new ResNet50(Filled(ResNet50.Layout)).Paths, simd),
        ];
        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            Rounds.PrintRatioHead($"costs at {simd}", threads);
            foreach (var net in nets)
            {
                rounds.PrintRatios(net, threads);
            }
        }
    }

    /// <summary>Local and gated norms of samples, eight of which go together, beside the Φ-cost pass: one forward and one backward.</summary>
    public static void PrintAverages(Rounds rounds, SimdLevel simd)
    {
        const int Samples = 8;
        var model = new ResNet18(Filled(ResNet18.Layout));
        List<ICandidate> candidates =
        [
            new PathPass("ResNet18, costs of one sample", model.Paths, level => model.Paths.CreateCostPass(level), simd),
            WholeModel.Of(ResNet18.Layout, p => new ResNet18(p), m => m.Forward, ResNet18.ImageSize, ResNet18.LogitsSize, ResNet18.MultiplyAdds, 1, simd),
            new AverageRun($"  norms of {Samples} samples", model.Paths, Samples),
        ];
        Rounds.PrintRatioHead($"averages at {simd}", 1);
        rounds.PrintRatios(candidates, 1);
    }

    private static List<ICandidate> Costs(string name, PathAnalysis paths, SimdLevel simd) =>
    [
        new PathPass($"{name}, path norm, all positions", paths, paths.Description.PlainPass!, simd),
        new PathPass("  path norm, distinct positions", paths, paths.Description.CompressedPass!, simd),
        new PathPass("  costs, distinct positions", paths, level => paths.CreateCostPass(level), simd),
    ];

    private static ParameterStore Filled(ParameterLayout layout)
    {
        var store = new ParameterStore(layout);
        store.Values.Fill(0.01f);
        return store;
    }

    private static List<ICandidate> Net<TModel>(
        ParameterLayout layout,
        Func<ParameterStore, TModel> make,
        Func<TModel, WholeModel.Pass> forward,
        Func<TModel, PathAnalysis> paths,
        int inputSize,
        int outputSize,
        long multiplyAdds,
        SimdLevel simd)
        where TModel : Model
    {
        var analysis = paths(make(Filled(layout)));
        return
        [
            WholeModel.Of(layout, make, forward, inputSize, outputSize, multiplyAdds, 1, simd),
            new PathPass("  path norm, all positions", analysis, analysis.Description.PlainPass!, simd),
            new PathPass("  path norm, distinct positions", analysis, analysis.Description.CompressedPass!, simd),
        ];
    }
}
