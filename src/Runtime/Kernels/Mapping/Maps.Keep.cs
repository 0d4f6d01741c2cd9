using System;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Copies a vector of each sample of a pass to where layers read it that take more samples at a time.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="from">Offset of the vector in a sample's region.</param>
    /// <param name="head">The pass of those layers.</param>
    /// <param name="to">Offset of the vector there.</param>
    /// <param name="features">Features of the vector.</param>
    /// <param name="first">The place of the pass's first sample among the others'.</param>
    public static void Keep(in Run run, int from, in Run head, int to, int features, int first)
    {
        if (first < 0 || first > head.Images - run.Images)
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, $"{run.Images} samples from there on are not among {head.Images}.");
        }

        var vector = new Map(from, features, 1, 1, 0);
        var source = run.At(vector);
        var target = head.At(new Map(to, features, 1, 1, 0)) + (first * head.Stride);

        // Whole blocks: lanes behind the last feature are zero.
        var floats = vector.Blocks * Map.Lanes;
        for (var image = 0; image < run.Images; image++)
        {
            new ReadOnlySpan<float>(source + (image * run.Stride), floats).CopyTo(new(target + (image * head.Stride), floats));
        }
    }
}
