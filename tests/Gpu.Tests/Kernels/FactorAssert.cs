using System;
using System.Globalization;
using ILGPU.Runtime;
using Xunit;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>What a kernel computes against what it should.</summary>
internal static class FactorAssert
{
    /// <summary>All outputs are within the rounding of their sums.</summary>
    public static void Computes(EmittedKernel kernel, Accelerator device, FactorProblem problem)
    {
        var y = KernelRun.Of(kernel, device, problem);
        for (var i = 0; i < y.Length; i++)
            IsClose(problem, i, y[i]);
    }

    /// <summary>An output is.</summary>
    public static void IsClose(FactorProblem problem, int index, float actual)
    {
        var outputs = (int)problem.Pattern.Rows;
        var (value, tolerance) = problem.Output(index / outputs, index % outputs);

        // Not as a difference that is greater: a NaN is never greater.
        if (!(Math.Abs(actual - value) <= tolerance))
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{problem.Pattern}, batch {problem.Batch}, sample {index / outputs}, output {index % outputs}: {actual} instead of {value} ± {tolerance:g3}"));
    }
}
