namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>Copies values of three dimensions, each with its own distance between neighbours on either side.</summary>
    internal static class BoxKernel<T>
        where T : unmanaged
    {
        /// <param name="from">What is read.</param>
        /// <param name="to">What is written.</param>
        /// <param name="count">Values.</param>
        /// <param name="middle">Values of the second dimension.</param>
        /// <param name="inner">Values of the last dimension.</param>
        /// <param name="fromOuter">Values from one to the next along the first dimension, where they are read; 0 to read one again and again.</param>
        /// <param name="fromMiddle">The same along the second.</param>
        /// <param name="fromInner">The same along the last.</param>
        /// <param name="toOuter">Values from one to the next along the first dimension, where they are written.</param>
        /// <param name="toMiddle">The same along the second.</param>
        /// <param name="toInner">The same along the last.</param>
        public static void Run(
            ArrayView<T> from, ArrayView<T> to, int count, int middle, int inner,
            int fromOuter, int fromMiddle, int fromInner, int toOuter, int toMiddle, int toInner)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var row = i / (uint)inner;
                    var c = (long)(i - (row * (uint)inner));
                    var outer = row / (uint)middle;
                    var b = (long)(row - (outer * (uint)middle));
                    var a = (long)outer;
                    to[(a * toOuter) + (b * toMiddle) + (c * toInner)] = from[(a * fromOuter) + (b * fromMiddle) + (c * fromInner)];
                }
            }
        }
    }
}
