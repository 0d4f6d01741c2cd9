using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Corpus.Nets;
using NetSpec.Bench.Peers;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Sparse;

/// <summary>Whole transformers whose linear layers are products of Kronecker-sparse factors, in turn with the dense ones.</summary>
internal static class TransformerSuite
{
    private delegate void ImagePass(ReadOnlySpan<float> input, Span<float> output, int batch, Workspace workspace, int threads);

    private delegate void TokenPass(int token, Span<float> output, int threads);

    private delegate void TextPass(ReadOnlySpan<int> input, Span<float> output, int batch, Workspace workspace, int threads);

    /// <param name="rounds">Runs of each.</param>
    /// <param name="only">A part of the names of the networks; empty for all.</param>
    public static int Run(int rounds, string only)
    {
        (string Name, Func<Func<int, Action>> Dense, Func<Func<int, Action>> Sparse)[] pairs =
        [
            .. from batch in (int[])[1, 8]
               select ($"{nameof(ViTSmall16)}, batch {batch}",
                   (Func<Func<int, Action>>)(() => Images(new ViTSmall16(ParameterStore.Random(ViTSmall16.Layout, 1)), m => m.Forward, batch)),
                   (Func<Func<int, Action>>)(() => Images(new KsViTSmall16(ParameterStore.Random(KsViTSmall16.Layout, 1)), m => m.Forward, batch))),
            ($"{nameof(Gpt2Medium)}, 128 tokens",
                () => Text(new Gpt2Medium(ParameterStore.Random(Gpt2Medium.Layout, 1)), m => m.Forward),
                () => Text(new KsGpt2Medium(ParameterStore.Random(KsGpt2Medium.Layout, 1)), m => m.Forward)),
            ($"{nameof(Gpt2Medium)}, the 128th token",
                () => Token(new Gpt2Medium.Decoder(new(ParameterStore.Random(Gpt2Medium.Layout, 1))), d => d.Append),
                () => Token(new KsGpt2Medium.Decoder(new(ParameterStore.Random(KsGpt2Medium.Layout, 1))), d => d.Append)),
        ];
        foreach (var (name, makeDense, makeSparse) in pairs.Where(pair => pair.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var (dense, sparse) = (makeDense(), makeSparse());
            foreach (var threads in (int[])[1, 2])
            {
                IReadOnlyList<ITimed> both = [new OwnPass("dense", dense(threads)), new OwnPass("sparse", sparse(threads))];
                var times = new double[2][];
                (times[0], times[1]) = (new double[rounds], new double[rounds]);
                for (var round = -1; round < rounds; round++)
                {
                    for (var i = 0; i < 2; i++)
                    {
                        var time = both[i].Time(1);
                        if (round >= 0)
                            times[i][round] = time;
                    }
                }

                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-28}{threads} thread(s)  dense {Interleaved.Median(times[0]) * 1e3,9:F1} ms  sparse {Interleaved.Median(times[1]) * 1e3,9:F1} ms  sparse/dense {Interleaved.Ratio(times[1], times[0]),6:F3}  of the least {times[1].Min() / times[0].Min(),6:F3}"));
            }
        }

        return 0;
    }

    private static Func<int, Action> Images<TModel>(TModel model, Func<TModel, ImagePass> forward, int batch)
        where TModel : Model
    {
        var (input, output) = (new float[batch * ViTSmall16.ImageSize], new float[batch * ViTSmall16.LogitsSize]);
        for (var i = 0; i < input.Length; i++)
            input[i] = MathF.Sin(i * 0.37f);

        var (workspace, run) = (model.CreateWorkspace(batch), forward(model));
        return threads => () => run(input, output, batch, workspace, threads);
    }

    private static Func<int, Action> Text<TModel>(TModel model, Func<TModel, TextPass> forward)
        where TModel : Model
    {
        var (input, output) = (Enumerable.Range(0, Gpt2Medium.IdsSize).Select(i => i * 379 % 50257).ToArray(), new float[Gpt2Medium.ScoresSize]);
        var (workspace, run) = (model.CreateWorkspace(), forward(model));
        return threads => () => run(input, output, 1, workspace, threads);
    }

    /// <summary>The last token of a text of as many as the network takes, again and again.</summary>
    private static Func<int, Action> Token<TDecoder>(TDecoder decoder, Func<TDecoder, TokenPass> append)
        where TDecoder : TokenDecoder
    {
        var (output, run) = (new float[Gpt2Medium.Decoder.ScoresSize], append(decoder));
        for (var i = 0; i < decoder.Capacity; i++)
            run(i * 379 % 50257, output, 2);

        return threads => () =>
        {
            decoder.Truncate(decoder.Capacity - 1);
            run(1, output, threads);
        };
    }
}
