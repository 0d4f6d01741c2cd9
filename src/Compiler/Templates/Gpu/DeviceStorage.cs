namespace NetSpec.Gpu
{
    using global::System;
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

        /// <inheritdoc cref="MapKernel{T, TNumber}"/>
        public abstract Action<ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<float>, int, int, int, int, int, float> Map { get; }

        /// <summary>Converts weights, to the nearest number and of two to the even one.</summary>
        public abstract void Convert(ReadOnlySpan<float> from, Span<T> to);
    }
}
