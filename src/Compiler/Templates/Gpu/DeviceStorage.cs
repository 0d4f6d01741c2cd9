namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Globalization;
    using global::ILGPU;

    /// <summary>What values and weights are stored as on a device, and the kernels that go value by value over them.</summary>
    /// <typeparam name="T">float or Half.</typeparam>
    internal abstract class DeviceStorage<T>
        where T : unmanaged
    {
        /// <summary>
        /// In batch-last memory, the distance between features is a multiple of this: 16 bytes, so that a thread can load them
        /// at once.
        /// </summary>
        public abstract int StrideMultiple { get; }

        /// <summary>Whether values are stored as the caller's arrays have them.</summary>
        public abstract bool IsSingle { get; }

        /// <summary>The least number that is too large to be stored.</summary>
        public abstract float Overflow { get; }

        /// <summary>From the caller's numbers.</summary>
        public abstract Action<ArrayView<float>, ArrayView<T>, int, int, int, int, int> Narrow { get; }

        /// <summary>To the caller's numbers.</summary>
        public abstract Action<ArrayView<T>, ArrayView<float>, int, int, int, int, int> Widen { get; }

        /// <summary>From one distance between rows to another.</summary>
        public abstract Action<ArrayView<T>, ArrayView<T>, int, int, int, int, int> Move { get; }

        /// <inheritdoc cref="MapKernel{T, TNumber, TFunction}"/>
        public abstract Action<ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<float>, int, int, int, int, int, float, float> Map<
            TFunction>()
            where TFunction : struct, IDeviceFunction;

        /// <inheritdoc cref="MulKernel{T, TNumber}"/>
        public abstract Action<ArrayView<T>, ArrayView<T>, ArrayView<T>, int> Product { get; }

        /// <inheritdoc cref="ColumnKernel{T, TNumber}.Normalise"/>
        public abstract Action<ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<float>, int, int, int, int, int, float, int, int> Normalise { get; }

        /// <inheritdoc cref="ColumnKernel{T, TNumber}.Softmax"/>
        public abstract Action<ArrayView<T>, ArrayView<T>, int, int, int, int, int, int> Softmax { get; }

        /// <inheritdoc cref="ColumnKernel{T, TNumber}.Mean"/>
        public abstract Action<ArrayView<T>, ArrayView<T>, int, int, int> Mean { get; }

        /// <inheritdoc cref="TableKernel{T, TNumber}"/>
        public abstract Action<ArrayView<int>, ArrayView<T>, ArrayView<T>, ArrayView<T>, int, int, int, int, int, int, int, int> Table { get; }

        /// <summary>Converts weights, to the nearest number and of two to the even one.</summary>
        public abstract void Convert(ReadOnlySpan<float> from, Span<T> to);

        /// <summary>Refuses weights that are too large to be stored.</summary>
        /// <param name="weights">The weights.</param>
        /// <param name="name">The layer.</param>
        /// <param name="why">What was done to them before, in words that follow the number; empty for nothing.</param>
        /// <exception cref="InvalidOperationException">One is.</exception>
        public void CheckRange(ReadOnlySpan<float> weights, string name, string why)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                var weight = weights[i];
                if (Math.Abs(weight) >= Overflow && !float.IsInfinity(weight))
                {
                    throw new InvalidOperationException(string.Format(
                        CultureInfo.InvariantCulture,
                        "'{0}' has a weight of {1}{2}; half precision ends at 65504. Compute in single precision.",
                        name, weight, why));
                }
            }
        }
    }
}
