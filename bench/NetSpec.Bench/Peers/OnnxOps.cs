using System;
using System.Collections.Generic;
using NetSpec.Dsl.Ops;

namespace NetSpec.Bench.Peers;

/// <summary>Ops of a net as ops of ONNX, opset 17.</summary>
internal static class OnnxOps
{
    /// <param name="op">The op of the net.</param>
    /// <param name="values">The names of its operands, then those of its parameters.</param>
    /// <param name="output">The name of its result.</param>
    /// <exception cref="NotSupportedException">No network of the comparison has the op.</exception>
    public static OnnxNode Node(Op op, IReadOnlyList<string> values, string output) => op switch
    {
        Conv2D conv => new OnnxNode("Conv", values, output)
            .WithAll("kernel_shape", conv.Kernel.Height, conv.Kernel.Width)
            .WithAll("strides", conv.Stride.Height, conv.Stride.Width)
            .WithAll("dilations", conv.Dilation.Height, conv.Dilation.Width)
            .WithAll("pads", Pads(conv.Padding))
            .With("group", conv.Groups),
        ConvTranspose2D conv => new OnnxNode("ConvTranspose", values, output)
            .WithAll("kernel_shape", conv.Kernel.Height, conv.Kernel.Width)
            .WithAll("strides", conv.Stride.Height, conv.Stride.Width)
            .WithAll("dilations", conv.Dilation.Height, conv.Dilation.Width)
            .WithAll("pads", Pads(conv.Padding))
            .WithAll("output_padding", conv.OutputPadding.Height, conv.OutputPadding.Width)
            .With("group", conv.Groups),
        Linear => new OnnxNode("Gemm", values, output).With("transB", 1),
        BatchNorm norm => new OnnxNode("BatchNormalization", values, output).With("epsilon", (float)norm.Epsilon),
        Relu => new OnnxNode("Relu", values, output),
        Add => new OnnxNode("Sum", values, output),
        Concat => new OnnxNode("Concat", values, output).With("axis", 1),
        Flatten => new OnnxNode("Flatten", values, output).With("axis", 1),
        Identity or Dropout => new OnnxNode("Identity", values, output),
        MaxPool2D { K: 1 } pool => Pool("MaxPool", pool.Window, values, output),
        AvgPool2D pool => Pool("AveragePool", pool.Window, values, output).With("count_include_pad", pool.CountIncludePad ? 1 : 0),
        AdaptiveAvgPool2D { OutHeight: 1, OutWidth: 1 } => new OnnxNode("GlobalAveragePool", values, output),
        _ => throw new NotSupportedException($"{op.Describe()} is not written as ONNX by the benchmark; the networks of 'peers' have no such op."),
    };

    private static OnnxNode Pool(string name, Window window, IReadOnlyList<string> values, string output) => new OnnxNode(name, values, output)
        .WithAll("kernel_shape", window.Kernel.Height, window.Kernel.Width)
        .WithAll("strides", window.Stride.Height, window.Stride.Width)
        .WithAll("pads", Pads(window.Padding))
        .With("ceil_mode", window.CeilMode ? 1 : 0);

    private static int[] Pads(Padding padding) => [padding.Top, padding.Left, padding.Bottom, padding.Right];
}
