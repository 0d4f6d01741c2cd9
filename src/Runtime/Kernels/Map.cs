using System;
using System.ComponentModel;
using NetSpec.Compiler.Planning;

namespace NetSpec.Runtime.Kernels;

/// <summary>
/// Where a value lies in a sample's region: [ceil(channels / 16)][height + 2 border][width + 2 border][16], channels in
/// blocks of 16, with rows and columns of zeros on every side. Lanes past the last channel are zero. A vector of n
/// features is n x 1 x 1 without a border.
/// </summary>
/// <param name="offset">The first interior element: block 0, row 0, column 0.</param>
/// <param name="channels">Channels.</param>
/// <param name="height">Rows, borders not counted.</param>
/// <param name="width">Columns, borders not counted.</param>
/// <param name="border">Rows and columns of zeros on every side.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Map(int offset, int channels, int height, int width, int border)
{
    /// <summary>Channels of a block.</summary>
    internal const int Lanes = KernelContract.Lanes;

    /// <summary>Samples of a panel.</summary>
    internal const int PanelSamples = KernelContract.PanelSamples;

    /// <summary>The first interior element.</summary>
    public int Offset { get; } = offset;

    /// <summary>Channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>Rows, borders not counted.</summary>
    public int Height { get; } = height;

    /// <summary>Columns, borders not counted.</summary>
    public int Width { get; } = width;

    /// <summary>Rows and columns of zeros on every side.</summary>
    public int Border { get; } = border;

    /// <summary>Whether its channels are neighbouring floats.</summary>
    internal bool IsVector => Height == 1 && Width == 1 && Border == 0;

    /// <summary>Blocks of 16 channels.</summary>
    internal int Blocks => (Channels + Lanes - 1) / Lanes;

    /// <summary>Floats from one row to the next.</summary>
    internal nint Row => (nint)(Width + (2 * Border)) * Lanes;

    /// <summary>Floats from one block to the next.</summary>
    internal nint Block => (Height + (2 * Border)) * Row;

    /// <summary>Floats from the first float of the border to the first interior element.</summary>
    internal nint Inset => Border * (Row + Lanes);

    /// <summary>Values a sample.</summary>
    internal int Size => Channels * Height * Width;

    /// <summary>Bytes that a pass over the interior touches; an estimate of its cost.</summary>
    internal long Bytes => (long)Blocks * Height * Width * Lanes * sizeof(float);

    /// <summary>Floats from the first interior element to a channel of the first position.</summary>
    internal nint Lane(int channel) => ((nint)(channel / Lanes) * Block) + (channel % Lanes);

    /// <summary>A map of this shape elsewhere.</summary>
    internal Map MovedTo(int offset) => new(offset, Channels, Height, Width, Border);

    /// <summary>
    /// The same vector in a panel: n features of 32 samples are n · 32 neighbouring floats, which one long row of one block
    /// holds.
    /// </summary>
    internal Map OnPanel() => new(Offset * PanelSamples, Lanes, 1, Channels * (PanelSamples / Lanes), 0);

    /// <summary>Refuses a map of another shape.</summary>
    internal void CheckSame(Map other, string name)
    {
        if (other.Channels != Channels || other.Height != Height || other.Width != Width)
        {
            throw new ArgumentException($"The map is {other}, not {this}.", name);
        }
    }

    /// <summary>The shape: <c>64x56x56</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Channels}x{Height}x{Width}");
}
