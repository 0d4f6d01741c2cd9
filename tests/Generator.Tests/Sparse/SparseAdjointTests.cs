using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support.Sparse;
using Xunit;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>
/// Φ-costs through Kronecker-sparse layers of all kinds of patterns, which take gradients back through the transposed factor:
/// the emitted pass and the exact engine against dense matrices and their transposes in double.
/// </summary>
public sealed class SparseAdjointTests
{
    private const int Outputs = 3;

    // What double precision may be off by, in parts of single precision's.
    private const double DoubleOverSingle = 1.0 / (1 << 28);

    [Fact]
    public void Costs_go_back_through_the_transpose()
    {
        var patterns = SparsePatterns.All.Where((_, i) => i % 2 == 0).ToArray();
        var assembly = EmittedSpecs.Load("adjoint", patterns.Select((pattern, i) => (Name(i) + ".netspec", Text(i, pattern))));
        var failures = patterns.Select((pattern, i) => (pattern, Problem: Check(assembly.GetType(Name(i))!, pattern, EndsInScale(i), i))).Where(check => check.Problem is not null).ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} of {patterns.Length}:\n" + string.Join("\n", failures.Take(20).Select(failure => $"{failure.pattern}: {failure.Problem}")));
    }

    /// <summary>A scale in front makes the gradient at the factor's input a cost; the scale behind is folded into the factor, a linear layer is not.</summary>
    private static string Text(int i, KsPattern pattern) => string.Create(CultureInfo.InvariantCulture, $$"""
        net {{Name(i)}} {
            input x : {{pattern.Columns}}
            output y = x -> scale as before -> {{SparsePatterns.Spell(pattern)}} as factor -> {{(EndsInScale(i) ? "scale(bias=false)" : $"linear({Outputs}, bias=false)")}} as behind
            emit forward, phicost
        }
        """);

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"Adjoint{i}");

    private static bool EndsInScale(int i) => i % 2 == 0;

    private static string? Check(Type type, KsPattern pattern, bool endsInScale, int seed)
    {
        var layout = (ParameterLayout)type.GetProperty("Layout")!.GetValue(null)!;
        var random = new Random(seed);
        var store = new ParameterStore(layout, [.. Enumerable.Range(0, layout.Size).Select(_ => (float)((random.NextDouble() * 2) - 1))]);
        var model = (Model)Activator.CreateInstance(type, store)!;
        var paths = (PathAnalysis)type.GetProperty("Paths")!.GetValue(model)!;
        var expected = Expected(store, pattern, endsInScale);

        // Every sum on the way there and back, with a few products around each.
        var tolerance = ErrorBound.Gamma((2 * (pattern.B + pattern.C)) + 8 + Outputs);
        var exact = paths.Costs();
        var problem = Compare("the exact engine", layout, expected, name => i => exact[layout[name].Offset + i].Value, DoubleOverSingle * tolerance);
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            double[]? alone = null;
            using var pass = paths.CreateCostPass(simd);
            pass.Pack(store);
            foreach (var threads in (int[])[1, 2])
            {
                pass.Run(threads);
                var costs = pass.Costs.ToArray();
                problem ??= Compare($"{simd}, {threads} threads", layout, expected, name => i => Math.ScaleB(costs[layout[name].Offset + i], (int)pass.CostExponent), tolerance);
                problem ??= costs.SequenceEqual(alone ??= costs) ? null : $"{simd}: the costs depend on the number of threads";
            }
        }

        return problem;
    }

    /// <summary>Costs by tensor: what enters each weight, times the weight, times what it is worth at the outputs.</summary>
    private static Dictionary<string, double[]> Expected(ParameterStore store, KsPattern pattern, bool endsInScale)
    {
        var (scale, shift, behind) = (Absolute(store["before.weight"]), Absolute(store["before.bias"]), Absolute(store["behind.weight"]));
        var factor = store["factor.weight"].ToArray();
        var matrix = KroneckerMatrix.Absolute(KroneckerMatrix.Of(pattern, factor));
        var entering = scale.Zip(shift, (a, c) => a + c).ToArray();
        var leaving = KroneckerMatrix.Times(matrix, entering);
        var worth = leaving.Select((_, r) => endsInScale ? behind[r] : Enumerable.Range(0, Outputs).Sum(o => behind[(o * leaving.Length) + r])).ToArray();
        var back = KroneckerMatrix.Times(KroneckerMatrix.Transpose(matrix), worth);
        return new()
        {
            ["before.weight"] = [.. scale.Zip(back, (a, g) => a * g)],
            ["before.bias"] = [.. shift.Zip(back, (c, g) => c * g)],
            ["factor.weight"] = [.. factor.Select((weight, n) => Math.Abs(weight) * entering[Column(pattern, n)] * worth[Row(pattern, n)])],
            ["behind.weight"] = [.. behind.Select((weight, n) => weight * leaving[n % leaving.Length])],
        };
    }

    private static int Row(KsPattern p, int n) => (n / (p.C * p.D) * p.D) + (n % p.D);

    private static int Column(KsPattern p, int n) => (((n / (p.B * p.C * p.D) * p.C) + (n / p.D % p.C)) * p.D) + (n % p.D);

    private static double[] Absolute(Span<float> values) => [.. values.ToArray().Select(value => Math.Abs((double)value))];

    private static string? Compare(string what, ParameterLayout layout, Dictionary<string, double[]> expected, Func<string, Func<int, double>> costs, double tolerance)
    {
        foreach (var name in layout.Select(parameter => parameter.Name))
        {
            var found = costs(name);
            for (var i = 0; i < expected[name].Length; i++)
            {
                if (!(Math.Abs(found(i) - expected[name][i]) <= tolerance * expected[name][i]))
                    return string.Create(CultureInfo.InvariantCulture, $"{what}: the cost of {name}[{i}] is {found(i)}, not {expected[name][i]}");
            }
        }

        return null;
    }
}
