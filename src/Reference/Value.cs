using System;
using NetSpec.Dsl.Graph;

namespace NetSpec.Reference;

/// <summary>The values of one node for one sample: channel by channel, row by row, in double precision.</summary>
public sealed record Value(Shape Shape, double[] Data)
{
    public static Value Zeros(Shape shape) => new(shape, new double[shape.Size]);

    public int Channels { get; } = Shape.Channels;

    public int Height { get; } = Shape.Height;

    public int Width { get; } = Shape.Width;

    /// <summary>The neurons of one channel.</summary>
    public int Positions { get; } = Shape.Height * Shape.Width;

    public double this[int channel, int row, int column]
    {
        get => Data[Index(channel, row, column)];
        set => Data[Index(channel, row, column)] = value;
    }

    /// <summary>The positions of one channel, row by row.</summary>
    public Span<double> Channel(int channel) => Data.AsSpan(channel * Positions, Positions);

    private int Index(int channel, int row, int column) => (((channel * Height) + row) * Width) + column;
}
