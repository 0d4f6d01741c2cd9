using System;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// The products of a convolution's sums in passes: so few in each that the weights of a tile's channels stay in the first-level cache while tiles go over
/// the pixels. The first pass starts with shifts and residuals; the others go on with what the one before has stored, and the last one alone
/// ends in results. Sums are those of a single pass, bit for bit.
/// </summary>
/// <remarks>Input blocks are cut first; rows of taps where one block has too many; and the floats of a stretch where there is nothing else.</remarks>
internal readonly unsafe struct ConvPasses
{
    private readonly ConvJob* _job;
    private readonly int _blocks, _rows, _length, _rowPasses, _lengthPasses;

    /// <param name="job">The convolution.</param>
    /// <param name="most">The most products of a pass, unless a row of taps has more.</param>
    public ConvPasses(ConvJob* job, int most)
    {
        _job = job;
        (_blocks, _rows, _length, _rowPasses, _lengthPasses, Count) = (job->Blocks, job->KernelRows, job->Length, 1, 1, 1);
        if (job->Depth <= most)
            return;

        var ofRow = job->Segments * job->Length;
        var ofBlock = ofRow * job->KernelRows;
        _blocks = Even(job->Blocks, most / ofBlock);
        _rows = ofBlock <= most ? job->KernelRows : Even(job->KernelRows, most / ofRow);
        _length = ofBlock <= most || ofBlock > job->Length ? job->Length : Even(job->Length, most);
        _rowPasses = Passes(job->KernelRows, _rows);
        _lengthPasses = Passes(job->Length, _length);
        Count = Passes(job->Blocks, _blocks) * _rowPasses * _lengthPasses;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The first tile of a pass.</summary>
    /// <param name="tile">The first tile of all products, without a residual from pass to pass.</param>
    /// <param name="pass">The number of the pass.</param>
    /// <param name="zeros">A tile's channels of -0, which changes nothing that is added to it.</param>
    public ConvTile Of(ConvTile tile, int pass, float* zeros)
    {
        var (rest, at) = Math.DivRem(pass, _lengthPasses);
        var (block, row) = Math.DivRem(rest, _rowPasses);
        (block, row, at) = (block * _blocks, row * _rows, at * _length);
        tile.Blocks = Math.Min(_blocks, _job->Blocks - block);
        tile.KernelRows = Math.Min(_rows, _job->KernelRows - row);
        tile.Length = Math.Min(_length, _job->Length - at);
        tile.Input += (block * _job->InBlock) + (row * _job->InTapRow) + at;
        tile.Weights += ((((((nint)block * _job->KernelRows) + row) * _job->Segments) * _job->Length) + at) * tile.WeightStep;
        tile.Floor = pass == Count - 1 ? _job->Floor : float.NegativeInfinity;
        if (pass > 0)
        {
            tile.Shift = zeros;
            tile.Residual = tile.Output;
            (tile.ResidualPixel, tile.ResidualRow, tile.ResidualBlock) = (_job->OutPixel, _job->OutRow, _job->OutBlock);
        }

        return tile;
    }

    private static int Passes(int all, int each) => (all + each - 1) / each;

    /// <summary>Parts of nearly equal size, none larger than asked for, or of one.</summary>
    private static int Even(int all, int most) => Passes(all, Passes(all, Math.Clamp(most, 1, all)));
}
