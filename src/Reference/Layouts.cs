using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Ops that move values and compute nothing.</summary>
internal static class Layouts
{
    /// <summary>The channels of the operands one after another.</summary>
    public static Value Concat(Value[] operands, Shape shape) => new(shape, [.. operands.SelectMany(operand => operand.Data)]);

    /// <summary>The operand in the middle of zeros.</summary>
    public static Value Pad(Pad op, Value x, Shape shape)
    {
        var y = Value.Zeros(shape);
        for (var channel = 0; channel < x.Channels; channel++)
        for (var row = 0; row < x.Height; row++)
        for (var column = 0; column < x.Width; column++)
            y[channel + op.Front, row + op.Sides.Top, column + op.Sides.Left] = x[channel, row, column];
        return y;
    }

    /// <summary>Each value repeated over a rectangle of the factor's size.</summary>
    public static Value Upsample(Upsample op, Value x, Shape shape)
    {
        var y = Value.Zeros(shape);
        for (var channel = 0; channel < y.Channels; channel++)
        for (var row = 0; row < y.Height; row++)
        for (var column = 0; column < y.Width; column++)
            y[channel, row, column] = x[channel, row / op.Factor.Height, column / op.Factor.Width];
        return y;
    }
}
