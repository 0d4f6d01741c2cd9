using System;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Weights;

namespace NetSpec.EndToEnd.Tests.Decoding;

/// <summary>A decoder with its outputs in arrays.</summary>
/// <param name="Model">The model that it computes with.</param>
/// <param name="Decoder">The decoder.</param>
/// <param name="One">Appends a token.</param>
/// <param name="Several">Appends several.</param>
public sealed record EmittedDecoder(Model Model, TokenDecoder Decoder, Action<int, float[][], int> One, Action<int[], float[][], int> Several) : IDisposable
{
    public void Dispose() => Decoder.Dispose();
}

/// <summary>An emitted class that has a decoder.</summary>
/// <param name="Name">Namespace and name of the net.</param>
/// <param name="Layout">Its parameters.</param>
/// <param name="Create">Makes a model and a decoder.</param>
public sealed record DecodedNet(string Name, ParameterLayout Layout, Func<ParameterStore, SimdLevel?, EmittedDecoder> Create)
{
    public static DecodedNet Of<TModel, TDecoder>(
        ParameterLayout layout,
        Func<ParameterStore, TModel> model,
        Func<TModel, SimdLevel?, TDecoder> decoder,
        Action<TDecoder, int, float[][], int> one,
        Action<TDecoder, int[], float[][], int> several)
        where TModel : Model
        where TDecoder : TokenDecoder => new(typeof(TModel).FullName!, layout, (parameters, simd) =>
        {
            var made = model(parameters);
            var own = decoder(made, simd);
            return new(made, own, (token, y, threads) => one(own, token, y, threads), (tokens, y, threads) => several(own, tokens, y, threads));
        });
}
