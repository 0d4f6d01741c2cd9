using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetSpec.Hosting;
using NetSpec.Hosting.Certificates;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec bounds</c>, certificates and <c>netspec verify</c>.</summary>
public sealed class BoundsTests(Scratch scratch) : IClassFixture<Scratch>
{
    private const string Mlp = "net N {\n    input x : 3\n    h = x -> linear(4) as a -> relu\n    output y = h -> linear(2) as b\n}\n";

    [Fact]
    public void The_constants_of_a_small_net_and_the_bound_made_of_them()
    {
        var run = ToolRun.Of("bounds", scratch.Write("n.netspec", Mlp), "--random", "3", "--samples", "100", "--largest-input", "2", "--json").Succeeded().Json;

        DocumentedShape.Check("bounds", run);
        var constants = run.GetProperty("constants");
        Assert.Equal([2, 0, 1, 3, 2], new[] { "d", "p", "k", "inputDimension", "outputDimension" }.Select(name => constants.GetProperty(name).GetInt64()));
        var c = Math.Sqrt((2 * Math.Log(3)) + Math.Log(3 * (3 + 1) * 2));
        Assert.Equal(c, constants.GetProperty("c").GetDouble(), 1e-12);
        var norm = run.GetProperty("pathNorm").GetProperty("value").GetDouble();
        Assert.Equal("cross-entropy", run.GetProperty("loss").GetString());
        Assert.Equal(4 * 2 / 10.0 * c * Math.Sqrt(2) * norm, run.GetProperty("gapBound").GetProperty("value").GetDouble(), 1e-9 * norm);
    }

    [Fact]
    public void A_certificate_holds_and_its_interval_holds_the_norm_in_exact_arithmetic()
    {
        var (spec, weights, path) = Certified();
        var parameters = ParameterStore.Load(NetHost.Load(SpecFile.Read(spec).Choose()).Layout, weights);

        var run = ToolRun.Of("verify", path, "--json").Succeeded().Json;

        DocumentedShape.Check("verify", run);
        Assert.True(run.GetProperty("holds").GetBoolean());
        Assert.Equal(15, run.GetProperty("checks").GetArrayLength());
        var norms = Certificate.Read(path).Norms;
        foreach (var norm in norms)
        {
            var exact = ExactNorm(parameters, norm.Starts is "all" or "inputs", norm.Starts is "all" or "biases");
            Assert.True(Scaled(norm.LowerMantissa, norm.LowerExponent) <= exact && exact <= Scaled(norm.UpperMantissa, norm.UpperExponent), norm.Text);
        }

        Assert.Equal(["all", "inputs", "biases"], norms.Select(norm => norm.Starts));
    }

    [Fact]
    public void What_was_changed_is_found()
    {
        var (spec, weights, path) = Certified();
        var text = File.ReadAllText(path);
        void Edit(Action<JsonNode> edit)
        {
            var document = JsonNode.Parse(text)!;
            edit(document);
            File.WriteAllText(path, document.ToJsonString());
        }

        string[] Failing()
        {
            var run = ToolRun.Of("verify", path, "--json");
            Assert.Equal(1, run.ExitCode);
            return [.. run.Json.GetProperty("checks").EnumerateArray().Where(check => !check.GetProperty("holds").GetBoolean()).Select(check => check.GetProperty("what").GetString()!)];
        }

        // As a forger would, who makes the hash of the document anew: the claims themselves are looked at.
        void Forge(Action<JsonNode> edit)
        {
            Edit(edit);
            File.WriteAllText(path, Certificate.Read(path).Sealed().ToJson());
        }

        Forge(document => document["norms"]![1]!["upperMantissa"] = 1.0);
        Assert.Equal(["path norm from inputs"], Failing());
        Forge(document => document["norms"]!.AsArray().RemoveAt(2));
        Assert.Equal(["path norm from biases"], Failing());
        Forge(document => document["norms"]![0]!["text"] = "[0, 1]");
        Assert.Equal(["path norm from all"], Failing());
        Forge(document => document["norms"]![0]!["starts"] = "nowhere");
        Assert.Equal(["path norm from all", "path norm from nowhere"], Failing());
        Forge(document => document["constants"]!["d"] = 1);
        Assert.Equal(["D"], Failing());
        Forge(document => document["constants"]!["cUpper"] = 1.0);
        Assert.Equal(["C"], Failing());
        Forge(document => document["theorem"] = "Theorem 1: all is well");
        Assert.Equal(["theorem"], Failing());
        Forge(document => document["preconditions"]!.AsArray().RemoveAt(0));
        Assert.Equal(["preconditions, by name"], Failing());

        File.WriteAllText(path, text);
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);
        Assert.Equal(["weights, SHA-256"], Failing());
        File.AppendAllText(spec, "\n");
        Assert.Equal(["spec, SHA-256", "weights, SHA-256"], Failing());
    }

    /// <summary>Every leaf of the document, changed by a little: none goes unseen.</summary>
    [Fact]
    public void A_change_of_any_member_is_found()
    {
        var (_, _, path) = Certified();
        var text = File.ReadAllText(path);
        var leaves = Leaves(JsonNode.Parse(text)!).Select(leaf => leaf.GetPath()).ToList();
        Assert.Equal(37, leaves.Count);
        foreach (var leaf in leaves)
        {
            var document = JsonNode.Parse(text)!;
            var node = Leaves(document).Single(other => other.GetPath() == leaf);
            node.ReplaceWith(node.GetValueKind() switch
            {
                JsonValueKind.String => JsonValue.Create(node.GetValue<string>() + "x"),
                _ when leaf.EndsWith("antissa", StringComparison.Ordinal) || leaf.EndsWith("er", StringComparison.Ordinal) => JsonValue.Create(Math.BitIncrement(node.GetValue<double>())),
                _ => JsonValue.Create(node.GetValue<long>() + 1),
            });
            File.WriteAllText(path, document.ToJsonString());

            var run = ToolRun.Of("verify", path);

            Assert.True(run.ExitCode is 1 or 3, $"{leaf} was changed, and verify says {run.Out}");
        }
    }

    private static IEnumerable<JsonNode> Leaves(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value!)),
        JsonArray items => items.SelectMany(item => Leaves(item!)),
        _ => [node],
    };

    [Fact]
    public void What_is_no_certificate_is_one_line()
    {
        ToolRun.Of("verify", scratch.Write("c.json", "{}")).FailedWith(3, "is no certificate");
        ToolRun.Of("verify", scratch.Write("c.json", "{ \"kind\": 1")).FailedWith(3, "is no certificate");
        ToolRun.Of("verify", scratch.Write("c.json", "{ \"kind\": \"netspec-certificate\", \"version\": 1 }")).FailedWith(3, "is no certificate");
        ToolRun.Of("bounds", DigitSamples.Spec, "--random", "1", "--certificate", scratch.Fresh("c.json")).FailedWith(2, "a certificate is of a file of parameters");
        ToolRun.Of("bounds", DigitSamples.Spec, "--random", "1", "--gamma", "1").FailedWith(2, "--samples says for how many");
    }

    /// <summary>Batch-norms, pools, residuals, averages, sparse factors: the engine's norm is in the enclosure, which is narrow.</summary>
    [Theory]
    [InlineData("samples/Digits/digits.netspec")]
    [InlineData("tests/Corpus/nets/tiny_cnns.netspec")]
    [InlineData("tests/Corpus/features/pools.netspec")]
    [InlineData("tests/Corpus/features/neurons.netspec")]
    [InlineData("tests/Corpus/features/chains.netspec")]
    public void Enclosures_hold_the_norm_and_are_narrow(string spec)
    {
        var file = SpecFile.Read(Repository.PathOf(spec));
        foreach (var net in file.Nets.Where(net => net.StoreSize < 2_000_000).Take(3))
        {
            var host = NetHost.Load(file, net, new() { Passes = HostedPasses.Paths });
            var paths = host.Paths(host.Create(ParameterStore.Random(host.Layout, 11)));
            foreach (var starts in Enum.GetValues<PathStarts>())
            {
                var (norm, enclosure) = (paths.Norm(1, 1, starts), paths.Enclose(starts));
                var room = new Magnitude(1 + 1e-12);
                Assert.True(enclosure.Lower <= norm * room && norm <= enclosure.Upper * room, $"{net.Name}, {starts}: {norm} in {enclosure}");
                Assert.True(enclosure.Lower <= enclosure.Upper && enclosure.Upper <= enclosure.Lower * new Magnitude(1 + 1e-8), $"{net.Name}, {starts}: {enclosure}");
            }
        }
    }

    /// <summary>Weights from 2^-140 to 2^120: nothing leaves the range of a double on the way.</summary>
    [Fact]
    public void Enclosures_hold_far_from_1()
    {
        var host = NetHost.Load(SpecFile.Of("n.netspec", Mlp).Choose(), new() { Passes = HostedPasses.Paths });
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            var store = new ParameterStore(host.Layout);
            foreach (ref var value in store.Values)
            {
                value = (random.NextSingle() - 0.5f) * MathF.ScaleB(1, random.Next(-140, 120));
            }

            var enclosure = host.Paths(host.Create(store)).Enclose();
            var exact = ExactNorm(store, fromInputs: true, fromBiases: true);
            Assert.True(Scaled(enclosure.Lower.Mantissa, enclosure.Lower.Exponent) <= exact && exact <= Scaled(enclosure.Upper.Mantissa, enclosure.Upper.Exponent));
        }
    }

    private (string Spec, string Weights, string Certificate) Certified()
    {
        var spec = scratch.Write("n.netspec", Mlp);
        var weights = Path.Combine(Path.GetDirectoryName(spec)!, "n.safetensors");
        ParameterStore.Random(NetHost.Load(SpecFile.Read(spec).Choose()).Layout, 9).Save(weights);
        var path = Path.Combine(Path.GetDirectoryName(spec)!, "n.json");
        ToolRun.Of("bounds", spec, "-w", weights, "--certificate", path).Succeeded();
        return (spec, weights, path);
    }

    /// <summary>The norm of the net above times 2^600, exactly: floats are whole numbers of 2^-149.</summary>
    private static BigInteger ExactNorm(ParameterStore parameters, bool fromInputs, bool fromBiases)
    {
        BigInteger Whole(float value) => Scaled(Math.Abs((double)value), 0, 200);
        var sum = BigInteger.Zero;
        for (var o = 0; o < 2; o++)
        {
            sum += fromBiases ? Whole(parameters["b.bias"][o]) << 400 : 0;
            for (var h = 0; h < 4; h++)
            {
                var into = fromBiases ? Whole(parameters["a.bias"][h]) << 200 : 0;
                for (var i = 0; fromInputs && i < 3; i++)
                {
                    into += Whole(parameters["a.weight"][(h * 3) + i]) << 200;
                }

                sum += Whole(parameters["b.weight"][(o * 4) + h]) * into;
            }
        }

        return sum;
    }

    /// <summary>mantissa · 2^exponent · 2^shift, where that is a whole number.</summary>
    private static BigInteger Scaled(double mantissa, long exponent, int shift = 600)
    {
        if (mantissa == 0)
            return 0;
        var place = Math.ILogB(mantissa) - 52;
        var digits = new BigInteger(Math.ScaleB(mantissa, -place));
        var total = (int)(place + exponent + shift);
        Assert.True(total >= 0 || (digits & ((BigInteger.One << -total) - 1)).IsZero);
        return total >= 0 ? digits << total : digits >> -total;
    }
}
