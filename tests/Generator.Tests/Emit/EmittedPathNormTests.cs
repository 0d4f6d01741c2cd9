using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Printing;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support.RandomNets;
using Xunit;
using ParameterRole = NetSpec.Runtime.Weights.ParameterRole;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Emitted path-norm passes of random nets: the plain one against the exact engine, the compressed one against the plain one.</summary>
public sealed class EmittedPathNormTests
{
    private const int Batch = 40;

    // What a sum of floats, one after the other, may lose with each of its terms.
    private const double HalfUlp = 1.0 / (1 << 24);

    private static readonly (double Q, PathStarts Starts)[] Norms = [(1, PathStarts.All), (2, PathStarts.Inputs), (0.5, PathStarts.Biases)];

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Both_passes_of_random_nets_compute_their_norms(int first)
    {
        var nets = Enumerable.Range(first, Batch).Select(NetOf).ToArray();
        var assembly = Compilations.Load(EmittedFiles.WithPaths(nets));
        for (var i = 0; i < nets.Length; i++)
        {
            var type = assembly.GetType(nets[i].FullName)!;
            var layout = (ParameterLayout)type.GetProperty("Layout")!.GetValue(null)!;
            var store = new ParameterStore(layout, Values(layout, first + i));
            var model = (Model)Activator.CreateInstance(type, store)!;
            Check((PathAnalysis)type.GetProperty("Paths")!.GetValue(model)!, Norms[i % Norms.Length], ForwardCheck.Levels[i % ForwardCheck.Levels.Count], nets[i]);
        }
    }

    private static void Check(PathAnalysis paths, (double Q, PathStarts Starts) norm, SimdLevel simd, Net net)
    {
        var expected = paths.NormPerOutput(norm.Q, norm.Starts);
        using var plain = Packed(paths.Description.PlainPass!(simd), paths, norm);
        using var compressed = Packed(paths.CreateNormPass(simd), paths, norm);
        var tolerance = Math.Max(1e-5, paths.Parameters.Layout.Select(parameter => parameter.FanIn).DefaultIfEmpty().Max() * HalfUlp);
        for (var i = 0; i < expected.Length; i++)
        {
            var (sum, same) = (plain.PowerSum(i), compressed.PowerSum(i));
            if (!IsNear(sum, expected[i].IsZero ? expected[i] : expected[i].Pow(norm.Q), tolerance))
                Assert.Fail($"{norm}: output {i} is {sum}, its norm {expected[i]}\n{NetPrinter.Print(net)}");
            if (!IsNear(same, sum, 1e-6))
                Assert.Fail($"{norm}: output {i} is {same} compressed and {sum} plain\n{NetPrinter.Print(net)}");
        }
    }

    private static PathNormPass Packed(PathNormPass pass, PathAnalysis paths, (double Q, PathStarts Starts) norm)
    {
        pass.Pack(paths.Parameters, norm.Q, norm.Starts);
        pass.Run(threads: 2);
        return pass;
    }

    private static bool IsNear(Magnitude found, Magnitude expected, double tolerance) =>
        expected.IsZero ? found.IsZero : Math.Abs((found / expected).Value - 1) <= tolerance;

    private static Net NetOf(int seed)
    {
        var net = RandomNetCheck.NetOfTheory(seed);
        return net with { Passes = new[] { "forward", "pathnorm" }.ToEquatableArray() };
    }

    /// <summary>Weights of both signs over eight orders of magnitude; variances positive.</summary>
    private static float[] Values(ParameterLayout layout, int seed)
    {
        var random = new Random(seed);
        var values = new float[layout.Size];
        foreach (var parameter in layout)
        {
            foreach (ref var value in values.AsSpan(parameter.Offset, parameter.Size))
            {
                var size = (float)Math.Pow(10, (random.NextDouble() * 8) - 4);
                value = parameter.Role == ParameterRole.RunningVariance || random.Next(2) == 0 ? size : -size;
            }
        }

        return values;
    }
}
