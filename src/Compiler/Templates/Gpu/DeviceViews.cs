namespace NetSpec.Gpu
{
    using global::System;
    using global::ILGPU;
    using global::ILGPU.Runtime;

    /// <summary>Where the memory lies that a caller's view shows.</summary>
    internal static class DeviceViews
    {
        /// <summary>Refuses memory that was given back, and that of another device.</summary>
        /// <param name="view">Not empty.</param>
        /// <param name="accelerator">The device of the model.</param>
        /// <param name="name">The argument, in messages.</param>
        public static void Check<T>(ArrayView<T> view, Accelerator accelerator, string name)
            where T : unmanaged
        {
            var buffer = BufferOf(view);
            if (buffer is null || buffer.IsDisposed)
                throw new ObjectDisposedException(name, $"The memory of '{name}' was given back to the device.");
            if (buffer.Accelerator != accelerator)
                throw new ArgumentException(
                    $"'{name}' lies in the memory of {DeviceNames.Apart(buffer.Accelerator, accelerator)}. Allocate it with the model's: its property "
                        + "Accelerator.",
                    name);
        }

        /// <summary>Whether a view shows memory of a device.</summary>
        public static bool IsOn<T>(ArrayView<T> view, Accelerator accelerator)
            where T : unmanaged => BufferOf(view) is { IsDisposed: false } buffer && buffer.Accelerator == accelerator;

        /// <summary>Whether two views of one device show some of the same memory.</summary>
        public static bool Overlap<T, TOther>(ArrayView<T> first, ArrayView<TOther> second)
            where T : unmanaged
            where TOther : unmanaged
        {
            // Native memory that was wrapped twice has two buffers and one address. OpenCL has handles in place of addresses.
            if (IsOpenCL(first) && BufferOf(first)?.NativePtr != BufferOf(second)?.NativePtr)
                return false;

            var (from, other) = (Begin(first), Begin(second));
            return from < other + second.LengthInBytes && other < from + first.LengthInBytes;
        }

        /// <summary>Whether a view begins at a multiple of so many bytes. New memory does, on every device.</summary>
        public static bool IsAligned<T>(ArrayView<T> view, int bytes)
            where T : unmanaged => Begin(view) % bytes == 0;

        /// <summary>The address of a view; on OpenCL, which has none, the bytes before it in its memory.</summary>
        private static long Begin<T>(ArrayView<T> view)
            where T : unmanaged => IsOpenCL(view) ? OffsetOf(view) : (long)view.LoadEffectiveAddressAsPtr();

        private static bool IsOpenCL<T>(ArrayView<T> view)
            where T : unmanaged => BufferOf(view)?.AcceleratorType == AcceleratorType.OpenCL;

        // These members of a view are those of its interface alone; a constraint calls them without a box.
        private static MemoryBuffer? BufferOf<TView>(TView view)
            where TView : struct, IContiguousArrayView => view.Buffer;

        private static long OffsetOf<TView>(TView view)
            where TView : struct, IContiguousArrayView => view.IndexInBytes;
    }
}
