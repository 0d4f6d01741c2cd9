namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>Copies rows of values from one kind of number and one distance between rows to another.</summary>
    internal static class CopyKernel<TFrom, TFromNumber, TTo, TToNumber>
        where TFrom : unmanaged
        where TFromNumber : struct, IDeviceNumber<TFrom>
        where TTo : unmanaged
        where TToNumber : struct, IDeviceNumber<TTo>
    {
        /// <param name="from">What is read.</param>
        /// <param name="to">What is written.</param>
        /// <param name="count">Values to write: rows times <paramref name="width"/>.</param>
        /// <param name="columns">Values of a row that there are; zeros follow.</param>
        /// <param name="width">Values of a row that are written.</param>
        /// <param name="fromStride">Values from one row that is read to the next.</param>
        /// <param name="toStride">Values from one row that is written to the next.</param>
        public static void Run(ArrayView<TFrom> from, ArrayView<TTo> to, int count, int columns, int width, int fromStride, int toStride)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var row = i / (uint)width;
                    var column = i - (row * (uint)width);
                    var value = 0f;
                    if (column < (uint)columns)
                        value = default(TFromNumber).Load(from[((long)row * fromStride) + column]);

                    to[((long)row * toStride) + column] = default(TToNumber).Store(value);
                }
            }
        }
    }
}
