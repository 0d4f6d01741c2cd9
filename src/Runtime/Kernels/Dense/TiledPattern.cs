using System;
using System.Numerics;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A pattern (a, b, c, d) with the cut of its blocks, the value of an <see cref="IKroneckerShape"/>: for every block i and copy j a dense
/// b x c matrix, whose rows are cut into register tiles.
/// </summary>
internal readonly struct TiledPattern(int a, int b, int c, int d, int tileRows)
{
    public int A { get; } = a;

    public int B { get; } = b;

    public int C { get; } = c;

    public int D { get; } = d;

    /// <summary>Rows of a tile; the last one may have fewer.</summary>
    public int TileRows { get; } = tileRows;

    public int Tiles => (B + TileRows - 1) / TileRows;

    public int Inputs => A * C * D;

    public int Outputs => A * B * D;

    public long NonZeros => (long)A * B * C * D;

    /// <summary>A shape's pattern. Its tiles are for 32 registers; where there are 16, they are cut anew.</summary>
    public static TiledPattern Of<TShape>()
        where TShape : struct, IKroneckerShape
    {
        var s = default(TShape);
        return new TiledPattern(s.A, s.B, s.C, s.D, Registers.Are16 && s.TileRows is >= 1 and <= PanelTile.MaxRows ? TileRowsOf(s.B) : s.TileRows);
    }

    /// <summary>As even tiles as b allows.</summary>
    public static TiledPattern Of(int a, int b, int c, int d) => new(a, b, c, d, TileRowsOf(b));

    private static int TileRowsOf(int b) => Registers.TileRows(b, PanelTile.MaxRows);

    /// <summary>Rows of one tile.</summary>
    public int Rows(int tile) => Math.Min(TileRows, B - (tile * TileRows));

    /// <summary>Floats from a block's weights to those of one of its tiles.</summary>
    public nint TileWeights(int tile) => (nint)tile * TileRows * C;

    /// <summary>Where the tensor (a, b, c, d) has the weight from an input to an output.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public int IndexOf(int output, int input)
    {
        var (row, j) = Math.DivRem(output, D);
        var (column, inputCopy) = Math.DivRem(input, D);
        if (j != inputCopy || row / B != column / C)
        {
            throw new ArgumentException($"({A}, {B}, {C}, {D}) has no weight from feature {input} to feature {output}.", nameof(output));
        }

        return (((row * C) + (column % C)) * D) + j;
    }

    /// <summary>Packs weights (a, b, c, d), multiplied by the factors of the results: [i][j][tile][l][row of the tile].</summary>
    public unsafe NativeBuffer Pack<T>(ReadOnlySpan<T> weight, ReadOnlySpan<double> factors)
        where T : INumber<T>
    {
        var buffer = new NativeBuffer(weight.Length);
        for (var n = 0; n < weight.Length; n++)
        {
            var (rest, j) = Math.DivRem(n, D);
            (rest, var l) = Math.DivRem(rest, C);
            var (i, k) = Math.DivRem(rest, B);
            var (tile, row) = Math.DivRem(k, TileRows);
            var matrix = ((((nint)i * D) + j) * B * C) + TileWeights(tile);
            buffer.Pointer[matrix + ((nint)l * Rows(tile)) + row] = (float)(double.CreateTruncating(weight[n]) * factors[(rest * D) + j]);
        }

        return buffer;
    }
}
