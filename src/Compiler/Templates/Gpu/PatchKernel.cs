namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>Brings the patches of a map into columns: the numbers of each, by channel, row and column, are the features of a position.</summary>
    internal static class PatchKernel<T>
        where T : unmanaged
    {
        /// <param name="from">The map.</param>
        /// <param name="to">The patches.</param>
        /// <param name="count">Values of all patches.</param>
        /// <param name="height">Rows of a patch.</param>
        /// <param name="width">Columns of a patch.</param>
        /// <param name="columns">Columns of the map.</param>
        /// <param name="fromSample">Values from one sample of the map to the next.</param>
        /// <param name="fromChannel">Values from one of its channels to the next.</param>
        /// <param name="fromPlace">Values from one of its columns to the next.</param>
        /// <param name="features">Values of a patch.</param>
        /// <param name="positions">Patches of a sample.</param>
        /// <param name="samples">Samples that lie side by side; 0 where the values of a patch do.</param>
        public static void Run(
            ArrayView<T> from, ArrayView<T> to, int count, int height, int width, int columns, int fromSample, int fromChannel, int fromPlace,
            int features, int positions, int samples)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var inner = (uint)(samples > 0 ? samples : features);
                var across = (uint)(columns / width);
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var row = i / inner;
                    var last = i - (row * inner);
                    var first = row / (uint)positions;
                    var position = row - (first * (uint)positions);
                    var (feature, sample) = samples > 0 ? (first, last) : (last, first);

                    var line = feature / (uint)width;
                    var channel = line / (uint)height;
                    var down = position / across;
                    var y = (down * (uint)height) + (line - (channel * (uint)height));
                    var x = ((position - (down * across)) * (uint)width) + (feature - (line * (uint)width));
                    var place = (long)((y * (uint)columns) + x);
                    to[(long)i] = from[((long)sample * fromSample) + ((long)channel * fromChannel) + (place * fromPlace)];
                }
            }
        }
    }
}
