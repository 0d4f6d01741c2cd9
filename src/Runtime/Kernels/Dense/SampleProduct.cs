using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor with d = 1 over a whole batch of [sample][feature]: for each block the matrix product that a 1 x 1 convolution is, with
/// samples as pixels and blocks as groups, from the caller's array to the caller's. Nothing is transposed. Sums run as in panels.
/// </summary>
internal static unsafe class SampleProduct
{
    // Samples of a row: a few tiles, so that rows can be shared out and cut by the caches.
    private const int LeastRow = 2 * PanelTile.MaxRows, MostRow = 8 * PanelTile.MaxRows;

    // Results of a panel of weights.
    private const int PanelResults = 2 * Map.Lanes;

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
            for (var first = 0; first < size.B; first += PanelResults)
            {
                var end = Math.Min(size.B, first + PanelResults);
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

    /// <summary>Computes a batch.</summary>
    /// <param name="size">The pattern.</param>
    /// <param name="weights">From <see cref="Pack"/>.</param>
    /// <param name="shift">Zeros for all results.</param>
    /// <param name="level">The vector width.</param>
    /// <param name="x">[sample][feature].</param>
    /// <param name="y">[sample][feature].</param>
    /// <param name="batch">Samples.</param>
    /// <param name="threads">Threads that may take part.</param>
    public static void Multiply(
        in TiledPattern size, NativeBuffer weights, NativeBuffer shift, SimdLevel level, ReadOnlySpan<float> x, Span<float> y, int batch, int threads)
    {
        var width = RowOf(batch);
        fixed (float* input = x, output = y)
        {
            ConvJob job = new()
            {
                Blocks = 1,
                KernelRows = 1,
                Segments = 1,
                Length = size.C,
                InPixel = size.Inputs,
                OutPixel = size.Outputs,
                InRow = (nint)width * size.Inputs,
                OutRow = (nint)width * size.Outputs,
                InGroup = size.C,
                OutBlock = Map.Lanes,
                OutBlocks = size.B / Map.Lanes,
                Groups = size.A,
                OutHeight = batch / width,
                OutWidth = width,
                Floor = float.NegativeInfinity,
                Input = input,
                Output = output,
                Weights = weights.Pointer,
                Shift = shift.Pointer,
                Images = 1,
            };
            job.Run(level, threads);
            if (batch % width != 0)
            {
                job.Input += job.OutHeight * job.InRow;
                job.Output += job.OutHeight * job.OutRow;
                job.OutHeight = 1;
                job.OutWidth = batch % width;
                job.Run(level, threads);
            }
        }

        GC.KeepAlive(weights);
        GC.KeepAlive(shift);
    }

    /// <summary>As many samples as rows have that leave none over, if there is such a number.</summary>
    private static int RowOf(int batch)
    {
        if (batch <= MostRow)
            return batch;

        var width = MostRow;
        while (width >= LeastRow && batch % width != 0)
        {
            width--;
        }

        return width < LeastRow ? MostRow : width;
    }
}
