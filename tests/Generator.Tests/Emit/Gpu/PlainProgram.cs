using System;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

/// <summary>A device program of one sample in plain double arithmetic, in memory where nothing is but NaNs before it is written.</summary>
internal static class PlainProgram
{
    public static double[][] Run(GpuPlan plan, double[][] tensors, double[][] inputs)
    {
        var outputs = plan.Outputs.Select(port => Nothing(port.Shape.Size)).ToArray();
        var workspace = Nothing(plan.WorkspaceFeatures);
        foreach (var step in plan.Steps)
        {
            // A group writes while others still read.
            if (step is not (GpuMapStep or GpuProductStep or GpuNormStep or GpuSoftmaxStep or GpuTableStep))
                Assert.All(step.Reads, read => Assert.False(Overlap(step.To, read), $"{step.About.Name} writes over an operand"));

            new PlainStep(plan, tensors, Memory).Run(step);
        }

        return outputs;

        ArraySegment<double> Memory(GpuValue value) => value.Kind switch
        {
            GpuValueKind.Input => new(inputs[value.Index], 0, value.Features),
            GpuValueKind.Output => new(outputs[value.Index], 0, value.Features),
            _ => new(workspace, value.Index, value.Features),
        };
    }

    private static bool Overlap(GpuValue a, GpuValue b) => a.Kind == b.Kind && (a.Kind == GpuValueKind.Workspace
        ? a.Index < b.Index + b.Features && b.Index < a.Index + a.Features
        : a.Index == b.Index);

    private static double[] Nothing(int count) => [.. Enumerable.Repeat(double.NaN, count)];
}
