using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>
/// Kernels that bring values in and out, rearrange them, or work on each by itself. Each leaves borders alone unless it
/// says otherwise, writes the whole interior of its result, and keeps lanes past the last channel zero. Results must not
/// overlap operands, except where a kernel says that they may.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Maps
{
    // What one core moves through its caches, roughly.
    private const long BytesPerNanosecond = 10;

    private static long Cost(in Run run, Map map) => map.Bytes * run.Images / BytesPerNanosecond;

    private static void CheckSamples(in Run run, int length, int first, int batch, Map map, string name)
    {
        if (first < 0 || first > batch - run.Images || length < (long)map.Size * batch)
        {
            ThrowSamples(run, length, first, batch, map, name);
        }
    }

    private static void ThrowSamples(in Run run, int length, int first, int batch, Map map, string name) =>
        throw (first < 0 || first > batch - run.Images
            ? new ArgumentOutOfRangeException(nameof(first), first, $"Samples {first} to {(long)first + run.Images} are not all in the batch of {batch}.")
            : new ArgumentException($"{length} floats are too few for {batch} samples of {map}.", name));
}
