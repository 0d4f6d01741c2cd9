using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor with d = 1 over one panel, for results that are wanted as [sample][feature]: the samples are the rows of a
/// tile and the results its lanes, so that nothing is transposed but the input. Sums run as where samples are the lanes.
/// </summary>
internal unsafe struct SampleFactor
{
    // 32 samples = 11 + 11 + 10.
    private const int TileRows = 11;

    public TiledPattern Size;

    /// <summary>From <see cref="Pack"/>.</summary>
    public float* Weights;

    /// <summary>[feature][32].</summary>
    public float* Input;

    /// <summary>[sample][feature].</summary>
    public float* Output;

    public bool Streams;

    /// <summary>Whether there is this form: results of a block fill vectors, and lie together.</summary>
    public static bool Suits(in TiledPattern size) => size.D == 1 && size.B % Map.Lanes == 0;

    /// <summary>Orders the weights of <see cref="TiledPattern.Pack"/> for this: [i][32 results][l][result], the last ones perhaps 16.</summary>
    public static NativeBuffer Pack(in TiledPattern size, float* weights)
    {
        NativeBuffer buffer = new(size.NonZeros);
        var to = buffer.Pointer;
        for (var i = 0; i < size.A; i++)
        {
            var block = weights + ((nint)i * size.B * size.C);
            for (var first = 0; first < size.B; first += Panels.Samples)
            {
                var end = Math.Min(size.B, first + Panels.Samples);
                for (nint l = 0; l < size.C; l++)
                {
                    for (var k = first; k < end; k++)
                    {
                        var (tile, row) = Math.DivRem(k, size.TileRows);
                        *to++ = block[size.TileWeights(tile) + (l * size.Rows(tile)) + row];
                    }
                }
            }
        }

        return buffer;
    }

    public readonly void Run(SimdLevel level, Panel* panel)
    {
        PanelTile tile = new()
        {
            Blocks = 1,
            Copies = 1,
            Length = Size.C,
            WeightStep = Panels.Samples,
            OutputStep = Size.Outputs,
            Floor = float.NegativeInfinity,
            Streams = Streams,
        };
        var weights = Weights;
        for (var i = 0; i < Size.A; i++)
        {
            for (var first = 0; first < Size.B; first += Panels.Samples)
            {
                var results = Math.Min(Panels.Samples, Size.B - first);
                tile.Input = weights;
                tile.InputStep = results;
                weights += (nint)results * Size.C;
                for (nint sample = 0; sample < panel->Columns; sample += TileRows)
                {
                    tile.Weights = Input + ((nint)i * Size.C * Panels.Samples) + sample;
                    tile.Output = Output + (sample * Size.Outputs) + ((nint)i * Size.B) + first;
                    PanelAhead.Run(level, &tile, Math.Min(TileRows, panel->Columns - (int)sample), panel, results);
                }
            }
        }
    }
}
