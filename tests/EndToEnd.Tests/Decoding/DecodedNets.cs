using System;
using System.Collections.Generic;
using System.Linq;
using Corpus.Features;
using Corpus.Nets;

namespace NetSpec.EndToEnd.Tests.Decoding;

/// <summary>The emitted classes of the corpus that have a decoder.</summary>
internal static class DecodedNets
{
    public static IReadOnlyDictionary<string, DecodedNet> ByName { get; } = new[]
    {
        DecodedNet.Of(
            GptTiny.Layout, p => new GptTiny(p), (m, simd) => new GptTiny.Decoder(m, simd),
            (d, token, y, t) => d.Append(token, y[0], y[1], t), (d, tokens, y, t) => d.Append(tokens, y[0], y[1], t)),
        DecodedNet.Of(
            DecoderDense.Layout, p => new DecoderDense(p), (m, simd) => new DecoderDense.Decoder(m, simd),
            (d, token, y, t) => d.Append(token, y[0], t), (d, tokens, y, t) => d.Append(tokens, y[0], t)),
        DecodedNet.Of(
            DecoderSparse.Layout, p => new DecoderSparse(p), (m, simd) => new DecoderSparse.Decoder(m, simd),
            (d, token, y, t) => d.Append(token, y[0], t), (d, tokens, y, t) => d.Append(tokens, y[0], t)),
        DecodedNet.Of(
            DecoderOdd.Layout, p => new DecoderOdd(p), (m, simd) => new DecoderOdd.Decoder(m, simd),
            (d, token, y, t) => d.Append(token, y[0], y[1], y[2], t), (d, tokens, y, t) => d.Append(tokens, y[0], y[1], y[2], t)),
        DecodedNet.Of(
            Gpt2Small.Layout, p => new Gpt2Small(p), (m, simd) => new Gpt2Small.Decoder(m, simd),
            (d, token, y, t) => d.Append(token, y[0], t), (d, tokens, y, t) => d.Append(tokens, y[0], t)),
    }.ToDictionary(net => net.Name, StringComparer.Ordinal);

    /// <summary>The nets that the interpreter runs in no time.</summary>
    public static IEnumerable<DecodedNet> Small => ByName.Values.Where(net => net.Name.StartsWith("Corpus.Features.", StringComparison.Ordinal));
}
