using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support.Sparse;
using Xunit;
using Xunit.Sdk;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>Tiny sparse chains of all kinds, through the generator and the compiler in one project.</summary>
internal static class PlainNets
{
    private static readonly PlainStage Bias = new PlainStage.Bias(), Relu = new PlainStage.Relu();

    private static readonly Lazy<Assembly> Emitted = new(Compile);

    public static IReadOnlyList<PlainNet> All { get; } = [.. Named(), .. Mixed()];

    /// <summary>Checks a property of every net with weights at random, a tenth of them zero; a failure shows the spec.</summary>
    public static void ForAll(Action<PlainNet, PathAnalysis, double[], Random> property)
    {
        foreach (var (seed, net) in All.Index())
        {
            try
            {
                var random = new Random(seed);
                var store = new ParameterStore(Layout(net), [.. Enumerable.Range(0, net.Parameters).Select(_ => random.Next(10) == 0 ? 0 : (float)((random.NextDouble() * 3) - 1.5))]);
                property(net, Paths(net, store), Theta(store), random);
            }
            catch (Exception exception)
            {
                throw new XunitException($"{exception.Message}\n\n{net.Text}", exception);
            }
        }
    }

    /// <summary>The analysis of other parameters.</summary>
    public static PathAnalysis Paths(PlainNet net, ParameterStore store)
    {
        var type = Emitted.Value.GetType(net.Name, throwOnError: true)!;
        return (PathAnalysis)type.GetProperty("Paths")!.GetValue((Model)Activator.CreateInstance(type, store)!)!;
    }

    /// <summary>The parameters in double.</summary>
    public static double[] Theta(ParameterStore store) => [.. store.Values.ToArray().Select(value => (double)value)];

    private static ParameterLayout Layout(PlainNet net)
    {
        var layout = (ParameterLayout)Emitted.Value.GetType(net.Name, throwOnError: true)!.GetProperty("Layout")!.GetValue(null)!;
        Assert.Equal(net.Parameters, layout.Size);
        return layout;
    }

    /// <summary>Chains of every name with nothing, and with biases and ReLUs, between their factors.</summary>
    private static IEnumerable<PlainNet> Named()
    {
        NamedChain[] chains =
        [
            NamedChain.Dense(3, 5), NamedChain.LowRank(5, 4, 2), NamedChain.Butterfly(2), NamedChain.Butterfly(3), NamedChain.Kaleidoscope(2),
            NamedChain.BlockButterfly(2, 2), NamedChain.Monarch(4, 6, 2), NamedChain.Monarch(6, 4, 2), NamedChain.Monarch(6, 6, 3),
            NamedChain.Deformable(new(1, 3, 2, 2), new(2, 2, 3, 1)), NamedChain.Deformable(new(2, 1, 2, 3), new(3, 4, 1, 1), new(1, 3, 5, 1)), NamedChain.Deformable(new(1, 2, 1, 5), new(5, 1, 2, 1)),
        ];
        foreach (var (i, chain) in chains.Index())
        {
            var inputs = (int)chain.Factors[0].Columns;
            yield return new($"Plain{i}", inputs, [.. chain.Factors.Select(factor => new PlainStage.Factor(factor))]);
            yield return new($"Activated{i}", inputs, [.. chain.Factors.SelectMany(IEnumerable<PlainStage> (factor) => [new PlainStage.Factor(factor), Bias, Relu])]);
        }
    }

    private static IEnumerable<PlainNet> Mixed()
    {
        // A residual around a chain, one from its middle, and one behind an activation.
        yield return new("Around", 4, Ks(2, 2, 2, 1), Ks(1, 2, 2, 2), new PlainStage.Add(0));
        yield return new("Inside", 4, Ks(1, 3, 2, 2), Ks(3, 2, 2, 1), Relu, new PlainStage.Add(1), Ks(2, 1, 3, 1));
        yield return new("Behind", 6, Ks(2, 3, 3, 1), Bias, Relu, Ks(1, 2, 2, 3), new PlainStage.Add(3), Bias, Ks(3, 1, 2, 1));

        // A bias or an activation by itself between two factors.
        yield return new("OnlyBias", 6, Ks(3, 2, 2, 1), Bias, Ks(1, 2, 3, 2));
        yield return new("OnlyRelu", 6, Ks(1, 2, 3, 2), Relu, Ks(2, 3, 2, 1));

        // A factor used again: along a path, with nothing between the two uses and with something.
        yield return new("Twice", 4, Ks(2, 2, 2, 1), new PlainStage.Factor(new(2, 2, 2, 1), 1));
        yield return new("TwiceActivated", 4, Ks(1, 2, 2, 2), Relu, new PlainStage.Factor(new(1, 2, 2, 2), 1), Bias);

        // No weights but the identity's place: b = c = 1.
        yield return new("Diagonal", 3, Ks(3, 1, 1, 1), Ks(1, 1, 1, 3), Ks(1, 2, 3, 1));
    }

    private static PlainStage.Factor Ks(int a, int b, int c, int d) => new(new KsPattern(a, b, c, d));

    private static Assembly Compile() => EmittedSpecs.Load("plain", All.Select(net => (net.Name + ".netspec", net.Text)));
}
