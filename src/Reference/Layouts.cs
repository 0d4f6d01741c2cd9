using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Ops that move values, and one that takes means on the way.</summary>
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

    /// <summary>The operand without some rows and columns.</summary>
    public static Value Crop(Crop op, Value x, Shape shape)
    {
        var y = Value.Zeros(shape);
        for (var channel = 0; channel < y.Channels; channel++)
        for (var row = 0; row < y.Height; row++)
        for (var column = 0; column < y.Width; column++)
            y[channel, row, column] = x[channel, row + op.Sides.Top, column + op.Sides.Left];
        return y;
    }

    /// <summary>Channels and columns exchanged.</summary>
    public static Value Turn(Value x, Shape shape)
    {
        var y = Value.Zeros(shape);
        for (var channel = 0; channel < y.Channels; channel++)
        for (var column = 0; column < y.Width; column++)
            y[channel, 0, column] = x[column, 0, channel];
        return y;
    }

    /// <summary>The channels of the groups by turns.</summary>
    public static Value Shuffle(Shuffle op, Value x)
    {
        var y = Value.Zeros(x.Shape);
        var size = x.Channels / op.Groups;
        for (var group = 0; group < op.Groups; group++)
        for (var i = 0; i < size; i++)
            x.Channel((group * size) + i).CopyTo(y.Channel((i * op.Groups) + group));
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

    /// <summary>
    /// The four nearest values weighted by nearness; rows and columns of numbers where none lie are those at the edge. What has no weight is not read.
    /// </summary>
    public static Value Interpolate(Interpolate op, Value x, Shape shape)
    {
        var y = Value.Zeros(shape);
        for (var channel = 0; channel < y.Channels; channel++)
        for (var row = 0; row < y.Height; row++)
        for (var column = 0; column < y.Width; column++)
        {
            var (r, s) = (Place(op, row, x.Height, y.Height, op.Factor.Height), Place(op, column, x.Width, y.Width, op.Factor.Width));
            var (top, left) = ((int)r, (int)s);
            var (bottom, right) = (Math.Min((int)Math.Ceiling(r), x.Height - 1), Math.Min((int)Math.Ceiling(s), x.Width - 1));
            y[channel, row, column] =
                ((1 - (r - top)) * (((1 - (s - left)) * x[channel, top, left]) + ((s - left) * x[channel, top, right])))
                + ((r - top) * (((1 - (s - left)) * x[channel, bottom, left]) + ((s - left) * x[channel, bottom, right])));
        }

        return y;
    }

    /// <summary>Where a row of a result lies among those of the operand.</summary>
    private static double Place(Interpolate op, int place, int sources, int places, int factor) => op.AlignsCorners
        ? place * (sources - 1.0) / Math.Max(1, places - 1)
        : Math.Max(0, ((place + 0.5) / factor) - 0.5);
}
