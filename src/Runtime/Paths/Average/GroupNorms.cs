using System;
using NetSpec.Runtime.Paths.Gates;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>The norms of a group of samples, by measured output and lane.</summary>
internal sealed record GroupNorms(SampleGroup Samples, ForwardGates Gates, Magnitude[][] Gated, Magnitude[][] Local)
{
    // The rounding of a pass is of the order of depth times 1e-16; this is far above it and far below any real difference.
    private static readonly Magnitude Tolerance = new(1 + 1e-9);

    /// <summary>The norms of one sample, which must be in order.</summary>
    /// <param name="lane">Its lane.</param>
    /// <param name="number">Its number in the data set.</param>
    /// <param name="outputs">The measured outputs.</param>
    /// <param name="worst">Their path norms.</param>
    /// <exception cref="ArithmeticException">The order does not hold.</exception>
    public SampleNorms Sample(int lane, int number, int[] outputs, Magnitude[] worst)
    {
        var (local, gated) = (new Magnitude[outputs.Length], new Magnitude[outputs.Length]);
        for (var i = 0; i < outputs.Length; i++)
        {
            (local[i], gated[i]) = (Local[i][lane], Gated[i][lane]);
            if (local[i] > gated[i] * Tolerance || gated[i] > worst[i] * Tolerance)
                throw new ArithmeticException(
                    $"At output {outputs[i]} and sample {number}, local {local[i]} ≤ gated {gated[i]} ≤ worst {worst[i]} does not hold.");
        }

        return new(local, gated);
    }
}
