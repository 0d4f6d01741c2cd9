using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Printing;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>
/// Specs with tokens and lines moved, dropped, doubled and borrowed from others: most still parse, so this reaches deep into
/// the binder. Whatever comes out must be well formed, and a net goes missing only with an error.
/// </summary>
public sealed partial class MutationTests
{
    private static readonly string[] Sources =
    [
        .. Corpus.GoodSpecs.Where(path => path.Contains("features", StringComparison.Ordinal)).Concat(Corpus.BadSpecs).Select(File.ReadAllText),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mutated_specs_give_well_formed_results(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var text = Mutate(Sources[random.Next(Sources.Length)], random);
            var result = SpecCompiler.Compile(text);

            Assert.All(result.Nets, NetVerifier.Verify);
            Assert.All(result.Problems, p => Assert.InRange(p.Span.Start, 0, text.Length - p.Span.Length));
            Assert.True(result.Shells.Count == 0 || result.Problems.Any(p => p.IsError), text);
            Assert.Equal(result.Problems, SpecCompiler.Compile(text).Problems);
            foreach (var net in result.Nets)
            {
                var again = SpecCompiler.Compile(NetPrinter.Print(net));
                Assert.DoesNotContain(again.Problems, p => p.IsError);
                Assert.Equal(RoundTripTests.Comparable(net), RoundTripTests.Comparable(Assert.Single(again.Nets)));
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text = random.Next(3) == 0 ? MutateLines(text, random) : MutateTokens(text, random);
        }

        return text;
    }

    private static string MutateLines(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        Change(lines, Sources[random.Next(Sources.Length)].Split('\n'), random);
        return string.Join('\n', lines);
    }

    private static string MutateTokens(string text, Random random)
    {
        var tokens = Token().Matches(text).Select(m => m.Value).ToList();
        Change(tokens, [.. tokens, "0", "-1", "99999999999", "3x3", "->", "repeat 2", "in", "out", "as a", "with a", "(", ")", "2^62", "/ 0", "bn", "+"], random);
        return string.Concat(tokens);
    }

    private static void Change(List<string> items, string[] others, Random random)
    {
        var (at, other) = (random.Next(items.Count), others[random.Next(others.Length)]);
        switch (random.Next(4))
        {
            case 0:
                items.RemoveAt(at);
                items.Add("");
                break;
            case 1:
                items.Insert(at, other);
                break;
            case 2:
                items[at] = other;
                break;
            default:
                var second = random.Next(items.Count);
                (items[at], items[second]) = (items[second], items[at]);
                break;
        }
    }

    [GeneratedRegex(@"[A-Za-z_]\w*|\d+|->|\s+|.", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
