using System;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Planning.Storage;

/// <summary>How far outside its operand an op reads: the border the operand's map must have.</summary>
internal static class Reach
{
    public static int Of(Op op, Shape operand, Shape result) => op switch
    {
        Conv2D or ConvTranspose2D => Of((Wiring.Axes)op.Wire([operand]), operand, result),
        WeightCost { Layer: ConvTranspose2D, KernelOp: Conv2D conv } cost => Of(conv, cost.To, cost.From),
        _ => 0,
    };

    public static int Of(ConvShape shape)
    {
        var (rows, columns) = shape.IsTransposed
            ? ((Axis)new Axis.Transposed(shape.KernelHeight, shape.StrideHeight, shape.PadTop, shape.DilationHeight), (Axis)new Axis.Transposed(
                shape.KernelWidth, shape.StrideWidth, shape.PadLeft, shape.DilationWidth))
            : (new Axis.Window(shape.KernelHeight, shape.StrideHeight, shape.PadTop, 0, shape.DilationHeight), new Axis.Window(
                shape.KernelWidth, shape.StrideWidth, shape.PadLeft, 0, shape.DilationWidth));
        return Math.Max(rows.Reach(shape.Output.Height, shape.Input.Height), columns.Reach(shape.Output.Width, shape.Input.Width));
    }

    private static int Of(Wiring.Axes axes, Shape operand, Shape result) =>
        Math.Max(axes.Rows.Reach(result.Height, operand.Height), axes.Columns.Reach(result.Width, operand.Width));
}
