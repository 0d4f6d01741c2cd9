using System;
using ILGPU;
using ILGPU.Runtime;
using Half = ILGPU.Half;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>Takes a product to a device and back.</summary>
internal static class KernelRun
{
    /// <summary>The outputs as [sample][feature].</summary>
    public static float[] Of(EmittedKernel kernel, Accelerator device, FactorProblem problem) => problem.IsHalf
        ? Of(kernel, device, problem, value => (Half)value, value => value)
        : Of<float>(kernel, device, problem, value => value, value => value);

    private static float[] Of<T>(EmittedKernel kernel, Accelerator device, FactorProblem problem, Func<float, T> store, Func<T, float> load)
        where T : unmanaged
    {
        var (pattern, batch) = (problem.Pattern, problem.Batch);
        var isBatchLast = kernel.Key.IsBatchLast;
        var stride = isBatchLast ? (batch + kernel.StrideMultiple - 1) / kernel.StrideMultiple * kernel.StrideMultiple : 0;

        // Nobody may look at what lies between the last sample of a feature and the first of the next.
        T[] Placed(float[] values, int features)
        {
            if (!isBatchLast)
                return Array.ConvertAll(values, value => store(value));
            var placed = new T[features * stride];
            Array.Fill(placed, store(float.NaN));
            for (var sample = 0; sample < batch; sample++)
            for (var feature = 0; feature < features; feature++)
                placed[(feature * stride) + sample] = store(values[(sample * features) + feature]);
            return placed;
        }

        var outputs = (int)pattern.Rows;
        using var buffers = new FactorBuffers<T>(
            device.Allocate1D(Placed(problem.X, (int)pattern.Columns)),
            device.Allocate1D(Packed(kernel, problem, store)),
            device.Allocate1D(problem.Bias),
            problem.Residual is { } residual ? device.Allocate1D(Placed(residual, outputs)) : null,
            device.Allocate1D<T>(outputs * (isBatchLast ? stride : batch)));
        kernel.Run(device, buffers, batch, stride, problem.Relu);

        var y = buffers.Y.GetAsArray1D();
        var results = new float[batch * outputs];
        for (var sample = 0; sample < batch; sample++)
        for (var feature = 0; feature < outputs; feature++)
            results[(sample * outputs) + feature] = load(y[isBatchLast ? (feature * stride) + sample : (sample * outputs) + feature]);
        return results;
    }

    /// <summary>Weights as [i * d + j][l][k], with zeros where tiles stand out over the blocks.</summary>
    private static T[] Packed<T>(EmittedKernel kernel, FactorProblem problem, Func<float, T> store)
    {
        var (a, b, c, d) = (problem.Pattern.A, problem.Pattern.B, problem.Pattern.C, problem.Pattern.D);
        var (rows, depth) = (kernel.PaddedRows, kernel.PaddedDepth);
        var packed = new T[a * d * depth * rows];
        Array.Fill(packed, store(0));
        for (var i = 0; i < a; i++)
        for (var j = 0; j < d; j++)
        for (var l = 0; l < c; l++)
        for (var k = 0; k < b; k++)
            packed[(((((i * d) + j) * depth) + l) * rows) + k] = store(problem.Weights[(((((i * b) + k) * c) + l) * d) + j]);
        return packed;
    }
}
