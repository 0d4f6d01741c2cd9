using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Hosting;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec factorize</c>: what comes out loads, runs, and computes what the products of the factors do.</summary>
public sealed class FactorizeTests(Scratch scratch) : IClassFixture<Scratch>
{
    private const string Mlp = """
        // Two layers.
        net Mlp {
            input x : 24
            h = x -> linear(36) as a -> relu   // wide
            output y : 12 = h -> linear(12) as b
            emit forward
        }

        """;

    [Fact]
    public void A_layer_with_given_factors_is_the_product_of_them()
    {
        var (spec, weights) = Model(Mlp);
        var path = scratch.Fresh("small.netspec");

        var run = ToolRun.Of("factorize", spec, "-w", weights, "--layer", "a", "--patterns", "ks(4, 3, 6, 1) -> ks(1, 12, 4, 3)", "-o", path, "--json").Succeeded().Json;

        DocumentedShape.Check("factorize", run);
        var text = File.ReadAllText(path);
        Assert.Contains("x -> ks(4, 3, 6, 1) as a.0 -> ks(1, 12, 4, 3) as a.1 -> bias as a -> relu   // wide\n", text, StringComparison.Ordinal);
        Assert.Contains("\n// Two layers.\n", text, StringComparison.Ordinal);
        var layer = run.GetProperty("layers")[0];
        Assert.Equal((864, 72 + 144), (layer.GetProperty("parameters").GetInt32(), layer.GetProperty("parametersAfter").GetInt32()));
        Assert.Equal(864 + 36 + (36 * 12) + 12, run.GetProperty("parameters").GetInt32());
        Assert.Equal(216 + 36 + (36 * 12) + 12, run.GetProperty("parametersAfter").GetInt32());
        Assert.Equal((864 + (36 * 12), 216 + (36 * 12)), (run.GetProperty("multiplyAdds").GetInt32(), run.GetProperty("multiplyAddsAfter").GetInt32()));

        // The old net with the product in the place of the weight, and the error that was reported.
        var (before, after) = (Load(spec, weights), Load(path, Path.ChangeExtension(path, ".safetensors")));
        float[][] factors = [after["a.0.weight"].ToArray(), after["a.1.weight"].ToArray()];
        var product = KroneckerChain.Parse("ks(4, 3, 6, 1) -> ks(1, 12, 4, 3)").ToDense(factors);
        var weight = before["a.weight"].ToArray();
        Assert.Equal(Distance(weight, product), layer.GetProperty("relativeError").GetDouble(), 1e-6);
        Array.ConvertAll(product, value => (float)value).CopyTo(before["a.weight"]);
        var dense = scratch.Fresh("dense.safetensors");
        before.Save(dense);
        Close(Outputs(spec, dense, 24), Outputs(path, Path.ChangeExtension(path, ".safetensors"), 24));
    }

    /// <summary>A weight that is a product is found, and the net stays the function that it was.</summary>
    [Fact]
    public void A_budget_gives_each_layer_the_fewest_weights_within_it()
    {
        var (spec, weights) = Model(Mlp, store =>
        {
            var random = new Random(4);
            float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
            var chain = KroneckerChain.Parse("ks(4, 3, 6, 1) -> ks(1, 12, 4, 3)");
            Array.ConvertAll(chain.ToDense([Draw(72), Draw(144)]), value => (float)value).CopyTo(store["a.weight"]);
        });
        var path = scratch.Fresh("small.netspec");

        var run = ToolRun.Of("factorize", spec, "-w", weights, "--budget", "1e-5", "-o", path, "--input-size", "2", "--json").Succeeded().Json;

        var layers = run.GetProperty("layers").EnumerateArray().ToList();
        Assert.Equal(("a", 216), (layers[0].GetProperty("name").GetString(), layers[0].GetProperty("parametersAfter").GetInt32()));
        Assert.Equal(("b", null), (layers[1].GetProperty("name").GetString(), layers[1].GetProperty("patterns").GetString()));
        Assert.InRange(run.GetProperty("largestDifference").GetDouble(), 0, 1e-5);
        Close(Outputs(spec, weights, 24), Outputs(path, Path.ChangeExtension(path, ".safetensors"), 24));
    }

    /// <summary>The certified change is within the limit, and what is seen within the certified change.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(5.0)]
    public void A_certified_change_is_kept(double limit)
    {
        var (spec, weights) = Model(Mlp);
        var path = scratch.Fresh("small.netspec");

        var run = ToolRun.Of("factorize", spec, "-w", weights, "--change", limit.ToString(CultureInfo.InvariantCulture), "-o", path, "--json");

        // Of random weights nothing may be near enough; what is found keeps its word.
        if (run.ExitCode == 3)
        {
            run.FailedWith(3, "no factors with fewer weights keep to that");
            return;
        }

        var certified = run.Succeeded().Json.GetProperty("outputChangeBound").GetProperty("value").GetDouble();
        Assert.True(certified <= limit * 1.000001);
        var (before, after) = (Outputs(spec, weights, 24), Outputs(path, Path.ChangeExtension(path, ".safetensors"), 24));
        Assert.InRange(before.Zip(after, (old, value) => Math.Abs(old - value)).Max(), 0, certified);
    }

    [Fact]
    public void The_bound_holds_where_signs_change()
    {
        var (spec, weights) = Model(Mlp);
        var path = scratch.Fresh("small.netspec");

        var run = ToolRun.Of("factorize", spec, "-w", weights, "--budget", "0.9", "--input-size", "1", "-o", path, "--json").Succeeded().Json;

        var certified = run.GetProperty("outputChangeBound").GetProperty("value").GetDouble();
        var (before, after) = (Outputs(spec, weights, 24), Outputs(path, Path.ChangeExtension(path, ".safetensors"), 24));
        Assert.InRange(before.Zip(after, (old, value) => Math.Abs(old - value)).Max(), 1e-3, certified);
    }

    /// <summary>One stage of a block that is used twice, and a layer that is used twice: the net is printed anew.</summary>
    [Fact]
    public void Layers_of_blocks_and_shared_layers_are_replaced_too()
    {
        var (spec, weights) = Model("""
            block unit {
                out = in -> linear(16) as fc -> relu
            }

            net Deep {
                input x : 16
                h = x -> unit as first -> unit as second
                g = h -> linear(16) as shared
                output y = g -> relu -> linear(16) with shared
            }

            """);
        var path = scratch.Fresh("small.netspec");

        var run = ToolRun.Of("factorize", spec, "-w", weights, "--budget", "0.8", "-o", path, "--json").Succeeded().Json;

        Assert.Equal(["first.fc", "second.fc", "shared"], run.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("name").GetString()));
        Assert.Equal(2 * run.GetProperty("layers")[2].GetProperty("parametersAfter").GetInt32(), run.GetProperty("layers")[2].GetProperty("multiplyAddsAfter").GetInt32());
        var net = SpecFile.Read(path).Choose();
        Assert.All(net.Nodes, node => Assert.False(node.Op is Linear));
        var store = Load(path, Path.ChangeExtension(path, ".safetensors"));
        var before = Load(spec, weights);
        foreach (var layer in run.GetProperty("layers").EnumerateArray())
        {
            var (name, chain) = (layer.GetProperty("name").GetString()!, KroneckerChain.Parse(layer.GetProperty("patterns").GetString()!));
            Array.ConvertAll(chain.ToDense([.. Enumerable.Range(0, chain.Count).Select(i => store[$"{name}.{i}.weight"].ToArray())]), value => (float)value)
                .CopyTo(before[name + ".weight"]);
        }

        var dense = scratch.Fresh("dense.safetensors");
        before.Save(dense);
        Close(Outputs(spec, dense, 16), Outputs(path, Path.ChangeExtension(path, ".safetensors"), 16));
    }

    [Fact]
    public void What_cannot_be_is_one_line()
    {
        var (spec, weights) = Model(Mlp);
        var path = scratch.Fresh("small.netspec");
        string[] run = ["factorize", spec, "-w", weights, "-o", path];

        ToolRun.Of(run).FailedWith(2, "one of --patterns, --budget and --change");
        ToolRun.Of([.. run, "--budget", "0.1", "--change", "1"]).FailedWith(2, "one of --patterns, --budget and --change");
        ToolRun.Of([.. run, "--budget", "much"]).FailedWith(2, "--budget is 'much'");
        ToolRun.Of([.. run, "--budget", "0.1", "--layer", "c"]).FailedWith(2, "has no linear layer 'c', but a, b");
        ToolRun.Of([.. run, "--patterns", "ks(1, 2, 3, 4)"]).FailedWith(2, "--patterns is for one layer");
        ToolRun.Of([.. run, "--patterns", "ks(1, 2, 3, 4)", "--layer", "a"]).FailedWith(2, "is no chain from 24 to 36");
        ToolRun.Of([.. run, "--patterns", "relu -> linear(36)", "--layer", "a"]).FailedWith(2, "is no Kronecker-sparse factor: 'relu'");
        ToolRun.Of([.. run, "--budget", "1e-9"]).FailedWith(3, "no factors with fewer weights keep to that");
        ToolRun.Of([.. run, "--budget", "0.1", "--output-weights", scratch.Fresh("w.bin")]).FailedWith(2, "is of no kind that parameters are written to");
        Assert.False(File.Exists(path));
        File.WriteAllText(path, "old");
        ToolRun.Of([.. run, "--budget", "0.9"]).FailedWith(3, "exists; --force writes over it");
        Assert.Equal("old", File.ReadAllText(path));
        ToolRun.Of("factorize", scratch.Write("n.netspec", "net N {\n    input x : 2\n    output y = x -> relu\n}\n"), "--random", "1", "--budget", "0.1", "-o", scratch.Fresh("o.netspec"))
            .FailedWith(3, "'N' has no linear layers");
    }

    private (string Spec, string Weights) Model(string text, Action<ParameterStore>? change = null)
    {
        var spec = scratch.Write("n.netspec", text);
        var store = ParameterStore.Random(NetHost.Load(SpecFile.Read(spec).Choose()).Layout, 3);
        change?.Invoke(store);
        var weights = Path.ChangeExtension(spec, ".safetensors");
        store.Save(weights);
        return (spec, weights);
    }

    private static ParameterStore Load(string spec, string weights) => ParameterStore.Load(NetHost.Load(SpecFile.Read(spec).Choose()).Layout, weights);

    /// <summary>The outputs for eight samples within 1.</summary>
    private double[] Outputs(string spec, string weights, int inputs)
    {
        var random = new Random(6);
        var csv = string.Concat(Enumerable.Range(0, 8).Select(_ =>
            string.Join(',', Enumerable.Range(0, inputs).Select(_ => ((2 * random.NextSingle()) - 1).ToString(CultureInfo.InvariantCulture))) + "\n"));
        return [.. ToolRun.Of("run", spec, scratch.Write("x.csv", csv), "-w", weights).Succeeded().Lines
            .SelectMany(line => line.Split(',')).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
    }

    private static void Close(double[] expected, double[] found)
    {
        var largest = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.InRange(pair.Second, pair.First - (1e-5 * largest), pair.First + (1e-5 * largest)));
    }

    private static double Distance(float[] weight, double[] product) =>
        Math.Sqrt(weight.Zip(product, (value, other) => (value - other) * (value - other)).Sum() / weight.Sum(value => (double)value * value));
}
