namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Globalization;
    using global::ILGPU;
    using global::ILGPU.Runtime;

    /// <summary>The kernels that know channels and positions, compiled for a device.</summary>
    internal sealed class ChannelKernels<T>
        where T : unmanaged
    {
        // A launch counts values in 32 bits; more take several launches.
        private const int MostValues = 1 << 30;

        // Positions that a group takes side by side where the samples of a value do: what a device reads at once.
        private const int ColumnsOfGroup = 16;

        private readonly Accelerator _accelerator;
        private readonly DeviceStorage<T> _storage;

        public ChannelKernels(Accelerator accelerator, DeviceStorage<T> storage)
        {
            _accelerator = accelerator;
            _storage = storage;
        }

        /// <summary>Copies a box of values: its three dimensions, outermost first, with the distances along each on both sides.</summary>
        public void Box(
            AcceleratorStream stream,
            ArrayView<T> from,
            ArrayView<T> to,
            (int Outer, int Middle, int Inner) sizes,
            (int Outer, int Middle, int Inner) fromStrides,
            (int Outer, int Middle, int Inner) toStrides)
        {
            Action<ArrayView<T>, ArrayView<T>, int, int, int, int, int, int, int, int, int> kernel = BoxKernel<T>.Run;
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, Elementwise));
            var slice = Values(sizes.Middle, sizes.Inner);
            for (var first = 0L; first < sizes.Outer; first += RowsOf(slice))
            {
                var count = (int)(Math.Min(RowsOf(slice), sizes.Outer - first) * slice);
                var (source, target) = (first * fromStrides.Outer, first * toStrides.Outer);
                launch(
                    stream,
                    LaunchSize.Elementwise(_accelerator, count),
                    from.SubView(source, from.Length - source),
                    to.SubView(target, to.Length - target),
                    count,
                    sizes.Middle,
                    sizes.Inner,
                    fromStrides.Outer,
                    fromStrides.Middle,
                    fromStrides.Inner,
                    toStrides.Outer,
                    toStrides.Middle,
                    toStrides.Inner);
            }
        }

        /// <inheritdoc cref="MulKernel{T, TNumber}"/>
        public void Product(AcceleratorStream stream, ArrayView<T> x, ArrayView<T> other, ArrayView<T> y)
        {
            var kernel = _storage.Product;
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, Elementwise));
            for (var first = 0L; first < y.Length; first += MostValues)
            {
                var count = (int)Math.Min(MostValues, y.Length - first);
                launch(
                    stream, LaunchSize.Elementwise(_accelerator, count), x.SubView(first, count), other.SubView(first, count), y.SubView(first, count), count);
            }
        }

        /// <inheritdoc cref="PatchKernel{T}"/>
        public void Patches(
            AcceleratorStream stream, ArrayView<T> from, ArrayView<T> to, PatchGeometry geometry, int features, int positions, DeviceLayout layout)
        {
            Action<ArrayView<T>, ArrayView<T>, int, int, int, int, int, int, int, int, int, int> kernel = PatchKernel<T>.Run;
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, Elementwise));
            var count = Count(to);
            launch(
                stream,
                LaunchSize.Elementwise(_accelerator, count),
                from,
                to,
                count,
                geometry.Height,
                geometry.Width,
                geometry.Columns,
                geometry.FromSample,
                geometry.FromChannel,
                geometry.FromPlace,
                features,
                positions,
                layout.SideBySide);
        }

        /// <inheritdoc cref="ColumnKernel{T, TNumber}.Normalise"/>
        public void Normalise(
            AcceleratorStream stream,
            ArrayView<T> x,
            ArrayView<T> y,
            DeviceAffine? affine,
            int channels,
            int positions,
            DeviceLayout layout,
            float epsilon,
            bool isCentred)
        {
            var kernel = _storage.Normalise;
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, OfColumns));
            var (columns, channelStride, columnStride, width) = Columns(channels, positions, layout);
            launch(
                stream,
                ColumnLaunch(columns, width),
                x,
                y,
                affine is null ? default : affine.Scales,
                affine is null ? default : affine.Shifts,
                columns,
                channels,
                channelStride,
                columnStride,
                width,
                epsilon,
                isCentred ? 1 : 0,
                affine is null ? 0 : 1);
        }

        /// <inheritdoc cref="ColumnKernel{T, TNumber}.Softmax"/>
        public void Softmax(AcceleratorStream stream, ArrayView<T> x, ArrayView<T> y, int channels, int positions, DeviceLayout layout, bool isLogarithm)
        {
            var kernel = _storage.Softmax;
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, OfColumns));
            var (columns, channelStride, columnStride, width) = Columns(channels, positions, layout);
            launch(stream, ColumnLaunch(columns, width), x, y, columns, channels, channelStride, columnStride, width, isLogarithm ? 1 : 0);
        }

        /// <inheritdoc cref="ColumnKernel{T, TNumber}.Mean"/>
        public void Mean(AcceleratorStream stream, ArrayView<T> x, ArrayView<T> y, int channels, int positions, DeviceLayout layout)
        {
            var kernel = _storage.Mean;
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, Elementwise));
            var count = Count(y);
            launch(stream, LaunchSize.Elementwise(_accelerator, count), x, y, count, layout.IsBatchLast != 0 ? layout.Samples : channels, positions);
        }

        /// <inheritdoc cref="TableKernel{T, TNumber}"/>
        public void Table(
            AcceleratorStream stream,
            ArrayView<int> ids,
            DeviceTable<T> table,
            ArrayView<T> from,
            ArrayView<T> to,
            int tokens,
            int allTokens,
            DeviceLayout layout)
        {
            var kernel = _storage.Table;
            var launch = LoadedKernels.Get(_accelerator, kernel, () => _accelerator.LoadKernel(kernel, Elementwise));
            var count = checked((int)(to.Length / allTokens * tokens));
            var isAdded = from.Length > 0;
            launch(
                stream,
                LaunchSize.Elementwise(_accelerator, count),
                ids,
                table.Tokens,
                to,
                isAdded ? from : to,
                count,
                layout.Batch,
                layout.SideBySide,
                tokens,
                allTokens,
                table.Rows,
                ids.Length > 0 ? 1 : 0,
                isAdded ? 1 : 0);
        }

        /// <summary>Attention.</summary>
        /// <exception cref="InvalidOperationException">The device has smaller groups.</exception>
        public void Attend(
            AcceleratorStream stream,
            AttentionKernel<T> kernel,
            ArrayView<T> queries,
            ArrayView<T> keys,
            ArrayView<T> values,
            ArrayView<T> to,
            DeviceLayout layout)
        {
            if (kernel.Threads > _accelerator.MaxNumThreadsPerGroup)
            {
                throw new InvalidOperationException(string.Format(
                    CultureInfo.InvariantCulture,
                    "The kernel of attention has {0} threads in a group; {1} takes at most {2}.",
                    kernel.Threads, _accelerator.Name, _accelerator.MaxNumThreadsPerGroup));
            }

            var launch = LoadedKernels.Get(
                _accelerator, kernel.Run, () => _accelerator.LoadKernel(kernel.Run, new KernelSpecialization(kernel.Threads, null)));
            var groups = checked(kernel.Groups * layout.Batch);
            launch(stream, new KernelConfig(new Index1D(groups), new Index1D(kernel.Threads)), queries, keys, values, to, layout.Samples);
        }

        private KernelSpecialization Elementwise => new(LaunchSize.ThreadsFor(_accelerator), null);

        private KernelSpecialization OfColumns => new(ThreadsOfColumns, null);

        private int ThreadsOfColumns => Math.Min(DeviceLayout.ThreadsOfColumns, _accelerator.MaxNumThreadsPerGroup);

        private static int Values(int middle, int inner) => checked(middle * inner);

        private static long RowsOf(int slice) => Math.Max(1, MostValues / slice);

        private static int Count(ArrayView<T> values) => checked((int)values.Length);

        private static (int Columns, int ChannelStride, int ColumnStride, int Width) Columns(int channels, int positions, DeviceLayout layout) =>
            layout.IsBatchLast != 0
                ? (checked(positions * layout.Samples), layout.ChannelStride(positions), 1, ColumnsOfGroup)
                : (checked(positions * layout.Samples), 1, channels, 1);

        private KernelConfig ColumnLaunch(int columns, int width) =>
            new(new Index1D(((columns - 1) / width) + 1), new Index1D(ThreadsOfColumns));
    }
}
