using System;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Theory;

/// <summary>The edges of an op with one operand, as the product of a fan an axis.</summary>
internal sealed record OpFans(AxisFan Channels, AxisFan Rows, AxisFan Columns)
{
    /// <param name="node">Any node but an input, a sum, a concatenation, a flattening or a block of neurons.</param>
    /// <param name="operand">The shape of what it reads.</param>
    public static OpFans Of(Node node, Shape operand)
    {
        var shape = node.Shape;
        return node.Op switch
        {
            Conv2D conv => new(
                AxisFan.Blocks(shape.Channels, operand.Channels, conv.Groups),
                AxisFan.Windows(shape.Height, operand.Height, conv.Kernel.Height, conv.Stride.Height, conv.Padding.Top, conv.Dilation.Height),
                AxisFan.Windows(shape.Width, operand.Width, conv.Kernel.Width, conv.Stride.Width, conv.Padding.Left, conv.Dilation.Width)),
            ConvTranspose2D conv => new(
                AxisFan.Blocks(shape.Channels, operand.Channels, conv.Groups),
                AxisFan.Transposed(shape.Height, operand.Height, conv.Kernel.Height, conv.Stride.Height, conv.Padding.Top, conv.Dilation.Height),
                AxisFan.Transposed(shape.Width, operand.Width, conv.Kernel.Width, conv.Stride.Width, conv.Padding.Left, conv.Dilation.Width)),
            MaxPool2D pool => Pool(shape, operand, pool.Window),
            AvgPool2D pool => Pool(shape, operand, pool.Window),
            AdaptiveAvgPool2D => new(AxisFan.Same(shape.Channels), AxisFan.Adaptive(shape.Height, operand.Height), AxisFan.Adaptive(shape.Width, operand.Width)),
            Pad pad => new(
                AxisFan.Windows(shape.Channels, operand.Channels, 1, 1, pad.Front, 1),
                AxisFan.Windows(shape.Height, operand.Height, 1, 1, pad.Sides.Top, 1),
                AxisFan.Windows(shape.Width, operand.Width, 1, 1, pad.Sides.Left, 1)),
            Upsample upsample => new(
                AxisFan.Same(shape.Channels),
                AxisFan.Repeated(shape.Height, upsample.Factor.Height),
                AxisFan.Repeated(shape.Width, upsample.Factor.Width)),
            Linear => Channelwise(shape, AxisFan.Blocks(shape.Channels, operand.Channels, 1)),
            Kronecker ks => Channelwise(shape, AxisFan.Kronecker(ks.Pattern)),
            TopK => Channelwise(shape, AxisFan.Blocks(shape.Channels, operand.Channels, 1)),
            GroupSort sort => Channelwise(shape, AxisFan.Blocks(shape.Channels, operand.Channels, shape.Channels / sort.GroupSize)),
            BatchNorm or Scale or Bias or Relu or Identity or Dropout => Channelwise(shape, AxisFan.Same(shape.Channels)),
            _ => throw new ArgumentException($"'{node.Op.Keyword}' has no fans.", nameof(node)),
        };
    }

    private static OpFans Pool(Shape shape, Shape operand, Window window) => new(
        AxisFan.Same(shape.Channels),
        AxisFan.Windows(shape.Height, operand.Height, window.Kernel.Height, window.Stride.Height, window.Padding.Top, 1),
        AxisFan.Windows(shape.Width, operand.Width, window.Kernel.Width, window.Stride.Width, window.Padding.Left, 1));

    private static OpFans Channelwise(Shape shape, AxisFan channels) => new(channels, AxisFan.Same(shape.Height), AxisFan.Same(shape.Width));
}
