namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Globalization;
    using global::ILGPU;
    using global::ILGPU.Runtime;
    using global::ILGPU.Runtime.Cuda;

    /// <summary>Memory of a device that is made larger when more is needed, and zero when it is new.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    internal sealed class DeviceMemory<T> : IDisposable
        where T : unmanaged
    {
        private readonly Accelerator _accelerator;
        private readonly string _purpose;
        private MemoryBuffer1D<T, Stride1D.Dense>? _buffer;

        /// <param name="accelerator">The device.</param>
        /// <param name="purpose">What it is for, in an error message.</param>
        public DeviceMemory(Accelerator accelerator, string purpose)
        {
            _accelerator = accelerator;
            _purpose = purpose;
        }

        /// <summary>The first <paramref name="length"/> values; what was there is lost when memory must grow.</summary>
        /// <exception cref="InvalidOperationException">The device has less memory than that.</exception>
        public ArrayView<T> Take(long length)
        {
            if (_buffer is null || _buffer.Length < length)
                Grow(length);

            return ((ArrayView<T>)_buffer!.View).SubView(0, length);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _buffer?.Dispose();
            _buffer = null;
        }

        private void Grow(long length)
        {
            // Work that was started earlier may still use the memory that is given back.
            _accelerator.Synchronize();
            Dispose();

            var bytes = checked(length * Interop.SizeOf<T>());
            var (most, what) = Most();
            if (bytes > most)
                throw Refusal(bytes, most, what, null);

            // A driver may find out that memory is short when it is used first.
            MemoryBuffer1D<T, Stride1D.Dense>? buffer = null;
            try
            {
                buffer = _accelerator.Allocate1D<T>(length);
                ((ArrayView<T>)buffer.View).MemSetToZero(_accelerator.DefaultStream);
                _accelerator.DefaultStream.Synchronize();
            }
            catch (Exception exception) when (exception is AcceleratorException || exception is OutOfMemoryException)
            {
                buffer?.Dispose();
                throw Refusal(bytes, most, what, exception);
            }

            _buffer = buffer;
        }

        /// <summary>How much memory there can be at the most. CUDA alone tells what is free; ILGPU knows no bound for the CPU's.</summary>
        private (long Bytes, string What) Most() => _accelerator switch
        {
            CudaAccelerator cuda => (cuda.GetFreeMemory(), "free"),
            { AcceleratorType: AcceleratorType.CPU } => (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, "in all"),
            _ => (_accelerator.MemorySize, "in all, free or not"),
        };

        private InvalidOperationException Refusal(long bytes, long most, string what, Exception? cause) => new(
            string.Format(
                CultureInfo.InvariantCulture,
                "{0} needs {1:N0} bytes on {2}, which has {3:N0} {4}; take fewer samples at a time.",
                _purpose,
                bytes,
                _accelerator.Name,
                most,
                what),
            cause);
    }
}
