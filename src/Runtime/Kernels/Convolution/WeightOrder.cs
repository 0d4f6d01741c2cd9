namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>Where a weight tensor has the weight of one tap: floats to add for each index.</summary>
/// <param name="Start">The first tap.</param>
/// <param name="Group">A group of channels.</param>
/// <param name="Out">An output channel within its group.</param>
/// <param name="In">An input channel within its group.</param>
/// <param name="Row">A kernel row.</param>
/// <param name="Column">A kernel column.</param>
internal readonly record struct WeightOrder(long Start, long Group, long Out, long In, long Row, long Column)
{
    /// <summary>(out, in / groups, rows, columns), as convolutions have it.</summary>
    public static WeightOrder OutFirst(int outPerGroup, int inPerGroup, int rows, int columns)
    {
        var taps = (long)rows * columns;
        return new WeightOrder(0, outPerGroup * inPerGroup * taps, inPerGroup * taps, taps, columns, 1);
    }

    /// <summary>(in, out / groups, rows, columns), as transposed convolutions have it.</summary>
    public static WeightOrder InFirst(int outPerGroup, int inPerGroup, int rows, int columns)
    {
        var taps = (long)rows * columns;
        return new WeightOrder(0, outPerGroup * inPerGroup * taps, taps, outPerGroup * taps, columns, 1);
    }

    public long At(int group, int outChannel, int inChannel, int row, int column) =>
        Start + (group * Group) + (outChannel * Out) + (inChannel * In) + (row * Row) + (column * Column);
}
