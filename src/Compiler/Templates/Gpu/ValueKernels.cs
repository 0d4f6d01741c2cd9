namespace NetSpec.Gpu
{
    using global::System;
    using global::ILGPU;
    using global::ILGPU.Runtime;

    /// <summary>The kernels that go value by value, compiled for a device.</summary>
    internal sealed class ValueKernels<T>
        where T : unmanaged
    {
        // A launch counts values in 32 bits; more take several launches.
        private const int MostValues = 1 << 30;

        private readonly Accelerator _accelerator;
        private readonly DeviceStorage<T> _storage;

        public ValueKernels(Accelerator accelerator, DeviceStorage<T> storage)
        {
            _accelerator = accelerator;
            _storage = storage;
        }

        /// <summary>From the caller's numbers.</summary>
        public void Narrow(AcceleratorStream stream, ArrayView<float> from, ArrayView<T> to, DeviceRows rows) => Copy(stream, _storage.Narrow, from, to, rows);

        /// <summary>To the caller's numbers.</summary>
        public void Widen(AcceleratorStream stream, ArrayView<T> from, ArrayView<float> to, DeviceRows rows) => Copy(stream, _storage.Widen, from, to, rows);

        /// <summary>From one distance between rows to another.</summary>
        public void Move(AcceleratorStream stream, ArrayView<T> from, ArrayView<T> to, DeviceRows rows) => Copy(stream, _storage.Move, from, to, rows);

        /// <summary>y = f(scale x + shift + other).</summary>
        /// <param name="stream">Where to.</param>
        /// <param name="x">The operand.</param>
        /// <param name="other">What is added; empty for nothing.</param>
        /// <param name="y">The result.</param>
        /// <param name="affine">The scales and shifts; null for none.</param>
        /// <param name="width">Values of a row.</param>
        /// <param name="isBatchLast">Whether a row is a feature.</param>
        /// <param name="isSlope">Whether scales and shifts are for values below 0 alone.</param>
        /// <param name="first">The first number of the function.</param>
        /// <param name="second">The second one.</param>
        public void Map<TFunction>(
            AcceleratorStream stream,
            ArrayView<T> x,
            ArrayView<T> other,
            ArrayView<T> y,
            DeviceAffine? affine,
            int width,
            bool isBatchLast,
            bool isSlope,
            float first,
            float second)
            where TFunction : struct, IDeviceFunction
        {
            var kernel = _storage.Map<TFunction>();
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, Specialization));
            var (hasOther, hasAffine) = (other.Length > 0 ? 1 : 0, affine is null ? 0 : isSlope ? 2 : 1);
            var rows = y.Length / width;
            for (var row = 0L; row < rows; row += RowsOf(width))
            {
                var count = (int)(Math.Min(RowsOf(width), rows - row) * width);
                var (start, feature) = (row * width, isBatchLast ? row : 0);
                var part = x.SubView(start, count);
                launch(
                    stream,
                    LaunchSize.Elementwise(_accelerator, count),
                    part,
                    hasOther == 1 ? other.SubView(start, count) : part,
                    y.SubView(start, count),
                    affine is null ? default : affine.Scales.SubView(feature, affine.Scales.Length - feature),
                    affine is null ? default : affine.Shifts.SubView(feature, affine.Shifts.Length - feature),
                    count,
                    width,
                    isBatchLast ? 1 : 0,
                    hasOther,
                    hasAffine,
                    first,
                    second);
            }
        }

        private void Copy<TFrom, TTo>(
            AcceleratorStream stream,
            Action<ArrayView<TFrom>, ArrayView<TTo>, int, int, int, int, int> kernel,
            ArrayView<TFrom> from,
            ArrayView<TTo> to,
            DeviceRows rows)
            where TFrom : unmanaged
            where TTo : unmanaged
        {
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, Specialization));
            for (var first = 0L; first < rows.Rows; first += RowsOf(rows.Width))
            {
                var count = (int)(Math.Min(RowsOf(rows.Width), rows.Rows - first) * rows.Width);
                var (source, target) = (first * rows.FromStride, first * rows.ToStride);
                launch(
                    stream,
                    LaunchSize.Elementwise(_accelerator, count),
                    from.SubView(source, from.Length - source),
                    to.SubView(target, to.Length - target),
                    count,
                    rows.Columns,
                    rows.Width,
                    rows.FromStride,
                    rows.ToStride);
            }
        }

        private KernelSpecialization Specialization => new(LaunchSize.ThreadsFor(_accelerator), null);

        private static long RowsOf(int width) => Math.Max(1, MostValues / width);
    }
}
