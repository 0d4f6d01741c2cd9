using System;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Brings whole numbers of samples first, first + 1, … of a caller's batch into a vector, as floats.</summary>
    /// <param name="run">The pass; its images are the samples.</param>
    /// <param name="source">The whole batch: sample, feature; or with the sample last.</param>
    /// <param name="first">The pass's first sample in the batch.</param>
    /// <param name="batch">Samples of the batch.</param>
    /// <param name="to">Where to.</param>
    /// <param name="batchLast">Whether the sample is the last index of <paramref name="source"/> in place of the first.</param>
    public static void Load(in Run run, ReadOnlySpan<int> source, int first, int batch, Map to, bool batchLast = false)
    {
        CheckSamples(run, source.Length, first, batch, to, nameof(source));
        for (var image = 0; image < run.Images; image++)
        {
            var vector = run.Vector(image, to.Offset, to.Blocks * Map.Lanes);
            for (var i = 0; i < to.Channels; i++)
            {
                vector[i] = batchLast ? source[(i * batch) + first + image] : source[((first + image) * to.Channels) + i];
            }

            vector[to.Channels..].Clear();
        }
    }
}
