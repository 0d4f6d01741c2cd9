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
        /// <param name="geometry">How the map is cut.</param>
        /// <param name="features">Values of a patch.</param>
        /// <param name="positions">Patches of a sample.</param>
        /// <param name="samples">Samples that lie side by side.</param>
        /// <param name="isBatchLast">1 where the samples of a value lie side by side, 0 where the values of a patch do.</param>
        public static void Run(
            ArrayView<T> from, ArrayView<T> to, int count, PatchGeometry geometry, int features, int positions, int samples, int isBatchLast)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var inner = (uint)(isBatchLast != 0 ? samples : features);
                var across = (uint)(geometry.Columns / geometry.Width);
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var row = i / inner;
                    var last = i - (row * inner);
                    var first = row / (uint)positions;
                    var position = row - (first * (uint)positions);
                    var (feature, sample) = isBatchLast != 0 ? (first, last) : (last, first);

                    var line = feature / (uint)geometry.Width;
                    var channel = line / (uint)geometry.Height;
                    var down = position / across;
                    var y = (down * (uint)geometry.Height) + (line - (channel * (uint)geometry.Height));
                    var x = ((position - (down * across)) * (uint)geometry.Width) + (feature - (line * (uint)geometry.Width));
                    var place = (long)((y * (uint)geometry.Columns) + x);
                    to[(long)i] = from[((long)sample * geometry.FromSample) + ((long)channel * geometry.FromChannel) + (place * geometry.FromPlace)];
                }
            }
        }
    }
}
