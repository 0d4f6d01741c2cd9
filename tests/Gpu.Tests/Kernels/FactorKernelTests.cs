using System;
using System.Globalization;
using System.Linq;
using ILGPU.Runtime;
using Xunit;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>Emitted kernels against plain sums in double, on every kind of device.</summary>
public abstract class FactorKernelTests : IDisposable
{
    private static readonly int[] Batches = [1, 3, 8, 33];

    private readonly KernelDevices _devices = new();

    /// <summary>All patterns on all devices.</summary>
    public static TheoryData<string, AcceleratorType> Sweep()
    {
        var data = new TheoryData<string, AcceleratorType>();
        foreach (var pattern in KernelPatterns.All)
        foreach (var kind in KernelDevices.Kinds)
            data.Add(pattern.ToString(), kind);
        return data;
    }

    /// <summary>A few patterns of every kind, on all devices.</summary>
    public static TheoryData<string, AcceleratorType> Some()
    {
        var data = new TheoryData<string, AcceleratorType>();
        foreach (var pattern in KernelPatterns.All.Where((_, number) => number % 12 == 0))
        foreach (var kind in KernelDevices.Kinds)
            data.Add(pattern.ToString(), kind);
        return data;
    }

    private protected abstract KernelSet Kernels { get; }

    [Fact]
    public void There_are_at_least_200_patterns() => Assert.True(KernelPatterns.All.Count >= 200, KernelPatterns.All.Count.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(Sweep))]
    public void Products_are_within_the_rounding_of_their_sums(string pattern, AcceleratorType kind)
    {
        var number = KernelPatterns.All.ToList().FindIndex(found => found.ToString() == pattern);
        var kernel = Kernels.Kernel(KernelPatterns.All[number], kind);

        // On CUDA devices each pattern has two of the batches, elsewhere one; with and without residual and relu take turns.
        for (var turn = 0; turn < (kind == AcceleratorType.Cuda ? 2 : 1); turn++)
        {
            var problem = new FactorProblem(kernel.Key.Pattern, kernel.Key.IsHalf, Batches[(number + (2 * turn)) % Batches.Length], ((number / 2) + turn) % 2 == 0, ((number / 4) + turn) % 2 == 0);
            FactorAssert.Computes(kernel, _devices.Open(kind), problem);
        }
    }

    [Theory]
    [MemberData(nameof(Some))]
    public void A_nan_stays_with_its_sample_and_block(string pattern, AcceleratorType kind) => Poison(pattern, kind, float.NaN);

    [Theory]
    [MemberData(nameof(Some))]
    public void An_infinity_becomes_no_nan(string pattern, AcceleratorType kind) => Poison(pattern, kind, float.PositiveInfinity);

    public void Dispose()
    {
        _devices.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One input of one sample is no number: only what is computed from it may show that.</summary>
    private void Poison(string name, AcceleratorType kind, float poison)
    {
        var pattern = KernelPatterns.All.First(found => found.ToString() == name);
        var kernel = Kernels.Kernel(pattern, kind);
        var problem = new FactorProblem(pattern, kernel.Key.IsHalf, 5, hasResidual: false, relu: true);
        var (sample, feature) = (3, (int)pattern.Columns - 1);
        var clean = problem.X[(sample * (int)pattern.Columns) + feature];
        problem.X[(sample * (int)pattern.Columns) + feature] = poison;
        var y = KernelRun.Of(kernel, _devices.Open(kind), problem);
        problem.X[(sample * (int)pattern.Columns) + feature] = clean;
        for (var i = 0; i < y.Length; i++)
        {
            var (at, output) = (i / (int)pattern.Rows, i % (int)pattern.Rows);
            var (block, k, j) = (output / (pattern.B * pattern.D), output % (pattern.B * pattern.D) / pattern.D, output % pattern.D);
            if (at != sample || block != pattern.A - 1 || j != pattern.D - 1)
                FactorAssert.IsClose(problem, i, y[i]);
            else if (float.IsNaN(poison))
                Assert.True(float.IsNaN(y[i]), $"output {output} is {y[i]} without the NaN of its input");
            else
                Assert.Equal(Weight(problem, block, k, pattern.C - 1, j) > 0 ? float.PositiveInfinity : 0, y[i]);
        }
    }

    private static float Weight(FactorProblem problem, int i, int k, int l, int j)
    {
        var p = problem.Pattern;
        return problem.Weights[(((((i * p.B) + k) * p.C) + l) * p.D) + j];
    }
}
