using System;
using System.Collections.Generic;
using System.Linq;
using Bench.Sparse;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Sparse;

/// <summary>Emitted networks of one chain of factors, one a layout (<c>preset.netspec</c>).</summary>
/// <param name="Chain">The factors, the first applied first.</param>
/// <param name="Name">The row of the table.</param>
/// <param name="BatchLast">The forward pass with the batch last.</param>
/// <param name="BatchFirst">The forward pass with the batch first.</param>
internal sealed record PresetNet(string Name, IReadOnlyList<KroneckerPattern> Chain, PresetNet.Pass BatchLast, PresetNet.Pass BatchFirst)
{
    public delegate void Pass(ReadOnlySpan<float> x, Span<float> y, int batch, int threads);

    /// <summary>Those of the goals, then a square dyadic butterfly of ten factors.</summary>
    public static IReadOnlyList<PresetNet> All { get; } =
    [
        Of(new(1, 192, 48, 2), new Ks1x192x48x2Last(Filled(Ks1x192x48x2Last.Layout)).Forward, new Ks1x192x48x2First(Filled(Ks1x192x48x2First.Layout)).Forward),
        Of(new(2, 48, 192, 1), new Ks2x48x192x1Last(Filled(Ks2x48x192x1Last.Layout)).Forward, new Ks2x48x192x1First(Filled(Ks2x48x192x1First.Layout)).Forward),
        Of(new(1, 768, 192, 2), new Ks1x768x192x2Last(Filled(Ks1x768x192x2Last.Layout)).Forward, new Ks1x768x192x2First(Filled(Ks1x768x192x2First.Layout)).Forward),
        Of(new(6, 64, 64, 1), new Ks6x64x64x1Last(Filled(Ks6x64x64x1Last.Layout)).Forward, new Ks6x64x64x1First(Filled(Ks6x64x64x1First.Layout)).Forward),
        Of(new(1, 64, 64, 16), new Ks1x64x64x16Last(Filled(Ks1x64x64x16Last.Layout)).Forward, new Ks1x64x64x16First(Filled(Ks1x64x64x16First.Layout)).Forward),
        Of(new(1, 256, 256, 4), new Ks1x256x256x4Last(Filled(Ks1x256x256x4Last.Layout)).Forward, new Ks1x256x256x4First(Filled(Ks1x256x256x4First.Layout)).Forward),
        new(
            "butterfly of 1,024",
            [.. Enumerable.Range(0, 10).Select(l => new KroneckerPattern(1 << l, 2, 2, 1 << (9 - l)))],
            new ButterflyLast(Filled(ButterflyLast.Layout)).Forward,
            new ButterflyFirst(Filled(ButterflyFirst.Layout)).Forward),
    ];

    /// <summary>Dense layers, as the pattern (1, rows, columns, 1).</summary>
    public static IReadOnlyList<PresetNet> Dense { get; } =
    [
        new("dense 384 x 1536", [new(1, 1536, 384, 1)], new Dense384x1536Last(Filled(Dense384x1536Last.Layout)).Forward, new Dense384x1536First(Filled(Dense384x1536First.Layout)).Forward),
        new("dense 1536 x 384", [new(1, 384, 1536, 1)], new Dense1536x384Last(Filled(Dense1536x384Last.Layout)).Forward, new Dense1536x384First(Filled(Dense1536x384First.Layout)).Forward),
    ];

    private static PresetNet Of(KroneckerPattern pattern, Pass last, Pass first) => new(pattern.ToString(), [pattern], last, first);

    /// <summary>Weights that keep the size of what passes through them.</summary>
    private static ParameterStore Filled(ParameterLayout layout)
    {
        var store = new ParameterStore(layout);
        var random = new Random(1);
        foreach (var parameter in layout)
        {
            foreach (ref var weight in store[parameter])
            {
                weight = MathF.Sqrt(3f / parameter.Dims[Math.Min(2, parameter.Dims.Length - 1)]) * ((2 * random.NextSingle()) - 1);
            }
        }

        return store;
    }
}
