using System;
using System.Collections.Concurrent;
using System.Linq;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Decoding;

/// <summary>Emitted decoders against the interpreter and the forward pass, token by token.</summary>
public sealed class DecoderTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Text>> Texts = new(StringComparer.Ordinal);

    public static TheoryData<string, SimdLevel> Cases()
    {
        var data = new TheoryData<string, SimdLevel>();
        foreach (var net in DecodedNets.Small)
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
            data.Add(net.Name, simd);
        return data;
    }

    public static TheoryData<string> Names => [.. DecodedNets.Small.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_token_has_the_outputs_of_the_interpreter_there(string name, SimdLevel simd)
    {
        var text = TextOf(name);
        using var alone = Create(name, text, simd);
        using var together = Create(name, text, simd);
        for (var i = 0; i < text.Length; i++)
        {
            Assert.Equal(i, alone.Decoder.Position);
            var (one, other) = (text.Room(), text.Room());
            alone.One(text.Tokens[i], one, 1);
            together.One(text.Tokens[i], other, 3);
            Assert.All(one.Zip(text.Expected(i + 1)), pair => Assert.InRange(pair.Second is null ? 0 : Closeness.Relative(pair.First, pair.Second), 0, 1e-5));
            AssertSame(one, other);
        }

        Assert.Equal(text.Length, alone.Decoder.Position);
        Assert.Equal(text.Length, alone.Decoder.Capacity);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_last_token_has_the_outputs_of_the_forward_pass(string name, SimdLevel simd)
    {
        var text = TextOf(name);
        using var decoder = Create(name, text, simd);
        var net = CorpusSpec.Nets[name];
        var all = net.Outputs.Select(output => new float[net.Nodes[output.Node].Shape.Size]).ToArray();
        using var workspace = decoder.Model.CreateWorkspace(1, simd);
        EmittedNets.ByName[name].Create(decoder.Model.Parameters).Forward([[.. text.Tokens.Select(token => (float)token)]], all, 1, workspace, 1);

        var last = text.Room();
        decoder.Several(text.Tokens, last, 1);

        foreach (var (expected, found) in all.Zip(last))
            Assert.InRange(Closeness.Relative(found, DetWeights.InDouble(expected[^found.Length..])), 0, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Several_tokens_are_those_one_after_another(string name)
    {
        var text = TextOf(name);
        using var single = Create(name, text);
        using var several = Create(name, text);
        var (one, other) = (text.Room(), text.Room());
        foreach (var token in text.Tokens.AsSpan(0, 9))
            single.One(token, one, 1);

        several.Several(text.Tokens[..4], other, 1);
        several.Several(text.Tokens[4..9], other, 2);

        AssertSame(one, other);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_taken_back_leaves_no_trace(string name)
    {
        var text = TextOf(name);
        using var fresh = Create(name, text);
        using var used = Create(name, text);
        var (expected, found) = (text.Room(), text.Room());
        fresh.Several(text.Tokens[..7], expected, 1);

        // Another text, longer than this one.
        used.Several([.. text.Tokens.Reverse()], found, 1);
        used.Decoder.Reset();
        Assert.Equal(0, used.Decoder.Position);
        used.Several(text.Tokens[..7], found, 1);
        AssertSame(expected, found);

        // And one that begins like it.
        used.Several(text.Tokens[2..6], found, 1);
        used.Decoder.Truncate(5);
        Assert.Equal(5, used.Decoder.Position);
        used.Several(text.Tokens[5..7], found, 1);
        AssertSame(expected, found);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decoders_of_one_model_have_texts_of_their_own_and_see_what_is_packed_anew(string name)
    {
        var text = TextOf(name);
        using var first = Create(name, text);
        using var second = Create(name, text);
        var (expected, found) = (text.Room(), text.Room());
        first.Model.Parameters.Values.Reverse();
        Assert.Throws<InvalidOperationException>(() => first.One(text.Tokens[0], found, 1));
        Assert.Equal(0, first.Decoder.Position);
        first.Model.Pack();
        second.Model.Parameters.Values.Reverse();
        second.Model.Pack();

        first.Several(text.Tokens[..3], found, 1);
        second.Several(text.Tokens[..3], expected, 1);
        AssertSame(expected, found);

        using var fresh = Create(name, text);
        fresh.Several(text.Tokens[..3], expected, 1);
        Assert.NotEqual(expected[0], found[0]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated_for_a_token(string name)
    {
        var text = TextOf(name);
        using var decoder = Create(name, text);
        var (room, rest) = (text.Room(), text.Tokens[1..]);
        Assert.Equal(0, Allocations.Of(() =>
        {
            decoder.Decoder.Reset();
            foreach (var token in text.Tokens)
                decoder.One(token, room, 2);
            decoder.Decoder.Truncate(1);
            decoder.Several(rest, room, 1);
        }));
    }

    [Fact]
    public void A_decoder_that_is_full_says_so_and_what_to_do()
    {
        var text = TextOf("Corpus.Features.DecoderDense");
        using var decoder = Create("Corpus.Features.DecoderDense", text);
        var room = text.Room();
        decoder.Several(text.Tokens[..10], room, 1);

        var several = Assert.Throws<InvalidOperationException>(() => decoder.Several([1, 2, 3], room, 1));
        Assert.Equal(
            "The decoder is at position 10 of 12, and 3 more tokens do not fit. Reset() begins a new text, and Truncate(position) takes tokens back; "
                + "a longer text takes a net of more tokens.",
            several.Message);
        Assert.Equal(10, decoder.Decoder.Position);
        decoder.Several([1, 2], room, 1);
        Assert.StartsWith(
            "The decoder is at position 12 of 12, and one more token does not fit.",
            Assert.Throws<InvalidOperationException>(() => decoder.One(3, room, 1)).Message,
            StringComparison.Ordinal);

        decoder.Decoder.Truncate(11);
        decoder.One(3, room, 1);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var text = TextOf("Corpus.Features.DecoderDense");
        using var decoder = Create("Corpus.Features.DecoderDense", text);
        var room = text.Room();

        var token = Assert.Throws<ArgumentOutOfRangeException>(() => decoder.One(60, room, 1));
        Assert.StartsWith("'token' is 60 at position 0; the numbers of tokens are from 0 to 59.", token.Message, StringComparison.Ordinal);
        Assert.Equal("token", token.ParamName);
        var tokens = Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Several([1, 2, -1], room, 1));
        Assert.StartsWith("'tokens' is -1 at position 2; the numbers of tokens are from 0 to 59.", tokens.Message, StringComparison.Ordinal);
        Assert.Equal("tokens", Assert.Throws<ArgumentException>(() => decoder.Several([], room, 1)).ParamName);
        var output = Assert.Throws<ArgumentException>(() => decoder.One(1, [new float[61]], 1));
        Assert.StartsWith("'scores' has room for 61 floats; 1 sample is 60, and the length must be exactly that.", output.Message, StringComparison.Ordinal);
        Assert.Equal("scores", output.ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => decoder.One(1, room, 0)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Decoder.Truncate(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Decoder.Truncate(-1));
        Assert.Equal(0, decoder.Decoder.Position);

        decoder.Decoder.Dispose();
        decoder.Decoder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => decoder.One(1, room, 1));
        Assert.Throws<ObjectDisposedException>(decoder.Decoder.Reset);
    }

    [Fact]
    public void A_released_store_is_not_missed()
    {
        var text = TextOf("Corpus.Features.DecoderSparse");
        using var decoder = Create("Corpus.Features.DecoderSparse", text);
        decoder.Model.ReleaseParameters();
        var room = text.Room();
        decoder.One(text.Tokens[0], room, 1);
        Assert.InRange(Closeness.Relative(room[0], text.Expected(1)[0]!), 0, 1e-5);
    }

    /// <summary>Of real size: a few tokens, the last against the forward pass of as many.</summary>
    [Fact]
    public void Gpt2_small_goes_on_where_its_forward_pass_ends()
    {
        const string Name = "Corpus.Nets.Gpt2Small";
        var text = TextOf(Name);
        using var decoder = Create(Name, text);
        var expected = new float[1][];
        expected[0] = text.Room()[0];
        using var workspace = decoder.Model.CreateWorkspace();
        EmittedNets.ByName[Name].Create(decoder.Model.Parameters).Forward([[.. text.Tokens.Select(token => (float)token)]], expected, 1, workspace, 2);

        var found = text.Room();
        decoder.Several(text.Tokens[..^1], found, 2);
        decoder.One(text.Tokens[^1], found, 2);

        Assert.InRange(Closeness.Relative(found[0], DetWeights.InDouble(expected[0])), 0, 1e-5);
    }

    private static Text TextOf(string name) => Texts.GetOrAdd(name, key => new(() => new Text(key))).Value;

    private static EmittedDecoder Create(string name, Text text, SimdLevel? simd = null)
    {
        var net = DecodedNets.ByName[name];
        return net.Create(new ParameterStore(net.Layout, [.. text.Parameters.SelectMany(tensor => tensor)]), simd);
    }

    private static void AssertSame(float[][] expected, float[][] found) => Assert.All(
        expected.Zip(found),
        pair => Assert.True(Array.ConvertAll(pair.First, BitConverter.SingleToUInt32Bits).SequenceEqual(Array.ConvertAll(pair.Second, BitConverter.SingleToUInt32Bits))));
}
