namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>
    /// Kernels that sum up the channels of each position. A group has some positions side by side; the threads of one position take turns with its channels,
    /// and each adds up what all have found in the same order.
    /// </summary>
    internal static class ColumnKernel<T, TNumber>
        where T : unmanaged
        where TNumber : struct, IDeviceNumber<T>
    {
        /// <summary>y = scale (x - mean) / √(variance + epsilon) + shift.</summary>
        /// <param name="x">The operand.</param>
        /// <param name="y">The result; may be the operand.</param>
        /// <param name="scale">A factor a channel; any view where there is none.</param>
        /// <param name="shift">A summand a channel; any view where there is none.</param>
        /// <param name="columns">Positions of all samples.</param>
        /// <param name="channels">Channels of each.</param>
        /// <param name="channelStride">Values from one channel to the next.</param>
        /// <param name="columnStride">Values from one position to the next.</param>
        /// <param name="width">Positions of a group; a divisor of its threads.</param>
        /// <param name="epsilon">What is added to the variance.</param>
        /// <param name="isCentred">1 for a norm about the mean, 0 about 0.</param>
        /// <param name="hasAffine">1 where there are scales and shifts.</param>
        public static void Normalise(
            ArrayView<T> x, ArrayView<T> y, ArrayView<float> scale, ArrayView<float> shift,
            int columns, int channels, int channelStride, int columnStride, int width, float epsilon, int isCentred, int hasAffine)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var number = default(TNumber);
                var found = SharedMemory.Allocate<float>(DeviceLayout.ThreadsOfColumns);
                var lane = Group.IdxX % width;
                var first = Group.IdxX / width;
                var step = Group.DimX / width;
                var column = ((long)Grid.IdxX * width) + lane;
                var isThere = column < columns;
                var start = column * columnStride;

                var mean = 0f;
                if (isCentred != 0)
                {
                    var sum = 0f;
                    for (var c = first; isThere && c < channels; c += step)
                    {
                        sum += number.Load(x[start + ((long)c * channelStride)]);
                    }

                    mean = Sum(found, sum, lane, width) / channels;
                    Group.Barrier();
                }

                var squares = 0f;
                for (var c = first; isThere && c < channels; c += step)
                {
                    var value = number.Load(x[start + ((long)c * channelStride)]) - mean;
                    squares += value * value;
                }

                var factor = DeviceMath.InverseRoot((Sum(found, squares, lane, width) / channels) + epsilon);
                for (var c = first; isThere && c < channels; c += step)
                {
                    var at = start + ((long)c * channelStride);
                    var value = (number.Load(x[at]) - mean) * factor;
                    y[at] = number.Store(hasAffine != 0 ? (value * scale[c]) + shift[c] : value);
                }
            }
        }

        /// <summary>y = exp(x) over the sum of all exp(x) of a position, or its logarithm.</summary>
        /// <param name="x">The operand.</param>
        /// <param name="y">The result; may be the operand.</param>
        /// <param name="columns">Positions of all samples.</param>
        /// <param name="channels">Channels of each.</param>
        /// <param name="channelStride">Values from one channel to the next.</param>
        /// <param name="columnStride">Values from one position to the next.</param>
        /// <param name="width">Positions of a group; a divisor of its threads.</param>
        /// <param name="isLogarithm">1 for the logarithm.</param>
        public static void Softmax(
            ArrayView<T> x, ArrayView<T> y, int columns, int channels, int channelStride, int columnStride, int width, int isLogarithm)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var number = default(TNumber);
                var found = SharedMemory.Allocate<float>(DeviceLayout.ThreadsOfColumns);
                var lane = Group.IdxX % width;
                var first = Group.IdxX / width;
                var step = Group.DimX / width;
                var column = ((long)Grid.IdxX * width) + lane;
                var isThere = column < columns;
                var start = column * columnStride;

                var most = float.NegativeInfinity;
                for (var c = first; isThere && c < channels; c += step)
                {
                    var value = number.Load(x[start + ((long)c * channelStride)]);
                    most = value > most ? value : most;
                }

                most = Largest(found, most, lane, width);
                Group.Barrier();

                var sum = 0f;
                for (var c = first; isThere && c < channels; c += step)
                {
                    sum += DeviceMath.Exp(number.Load(x[start + ((long)c * channelStride)]) - most);
                }

                sum = Sum(found, sum, lane, width);
                var less = isLogarithm != 0 ? most + DeviceMath.Log(sum) : most;
                for (var c = first; isThere && c < channels; c += step)
                {
                    var at = start + ((long)c * channelStride);
                    var value = number.Load(x[at]) - less;
                    y[at] = number.Store(isLogarithm != 0 ? value : DeviceMath.Exp(value) / sum);
                }
            }
        }

        /// <summary>The mean of each channel over all positions.</summary>
        /// <param name="x">The operand.</param>
        /// <param name="y">The result.</param>
        /// <param name="count">Values of the result.</param>
        /// <param name="inner">Neighbouring values: all channels of a sample, or all samples of a channel.</param>
        /// <param name="positions">How many positions there are.</param>
        public static void Mean(ArrayView<T> x, ArrayView<T> y, int count, int inner, int positions)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var number = default(TNumber);
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var outer = i / (uint)inner;
                    var at = ((long)outer * inner * positions) + (i - (outer * (uint)inner));
                    var sum = 0f;
                    for (var position = 0; position < positions; position++)
                    {
                        sum += number.Load(x[at + ((long)position * inner)]);
                    }

                    y[(long)i] = number.Store(sum / positions);
                }
            }
        }

        /// <summary>The sum of what the threads of a position have found.</summary>
        private static float Sum(ArrayView<float> found, float own, int lane, int width)
        {
            unchecked
            {
                found[Group.IdxX] = own;
                Group.Barrier();
                var sum = 0f;
                for (var thread = lane; thread < Group.DimX; thread += width)
                {
                    sum += found[thread];
                }

                return sum;
            }
        }

        /// <summary>The largest number that the threads of a position have found.</summary>
        private static float Largest(ArrayView<float> found, float own, int lane, int width)
        {
            unchecked
            {
                found[Group.IdxX] = own;
                Group.Barrier();
                var most = float.NegativeInfinity;
                for (var thread = lane; thread < Group.DimX; thread += width)
                {
                    most = found[thread] > most ? found[thread] : most;
                }

                return most;
            }
        }
    }
}
