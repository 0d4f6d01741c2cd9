namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Globalization;
    using global::ILGPU;
    using global::ILGPU.Runtime;

    /// <summary>
    /// One pass of a program over a batch; it has the device memory of the program for itself until it is disposed. Its steps take values that have channels
    /// and positions: the features of each token of a sequence, the channels of each place of a map; a vector has one position.
    /// </summary>
    internal sealed class DevicePass<T> : DevicePorts<T>
        where T : unmanaged
    {
        public DevicePass(DeviceProgram<T> program)
            : base(program)
        {
        }

        /// <summary>A value between steps.</summary>
        /// <param name="offset">Features before it in the workspace.</param>
        /// <param name="features">Its features.</param>
        public ArrayView<T> Value(int offset, int features) => Workspace.SubView((long)offset * Stride, Length(features));

        /// <summary>y = max(K x + bias + residual, 0 for a relu), at each of the positions of a sample.</summary>
        public void Multiply(
            DeviceFactor<T> factor, ArrayView<T> from, ArrayView<T> to, ArrayView<T> residual = default, bool relu = false, int positions = 1)
        {
            // What kernels take for the samples of a row are then the positions of all samples, with those that fill it up.
            var samples = positions > 1 && Program.IsBatchLast ? Stride : Batch;
            factor.Multiply(Stream, from, residual, to, Columns(samples, positions), Columns(Stride, positions), relu);
        }

        /// <summary>y = max(scale x + shift + other, 0 for a relu), value by value.</summary>
        public void Map(ArrayView<T> from, ArrayView<T> to, DeviceAffine? affine = null, ArrayView<T> other = default, bool relu = false, int positions = 1)
        {
            if (relu)
                Map<DeviceFunction.Relu>(from, to, affine, other, positions: positions);
            else
                Map<DeviceFunction.Same>(from, to, affine, other, positions: positions);
        }

        /// <summary>y = f(scale x + shift + other), value by value, in single precision.</summary>
        /// <typeparam name="TFunction">One of <see cref="DeviceFunction"/>.</typeparam>
        /// <param name="from">x.</param>
        /// <param name="to">y; may be either operand.</param>
        /// <param name="affine">Scales and shifts.</param>
        /// <param name="other">What is added.</param>
        /// <param name="first">The first number of the function.</param>
        /// <param name="second">The second one.</param>
        /// <param name="positions">Positions of a sample, each with all of the channels.</param>
        /// <param name="isSlope">Whether scales and shifts are for numbers below 0 alone.</param>
        public void Map<TFunction>(
            ArrayView<T> from,
            ArrayView<T> to,
            DeviceAffine? affine = null,
            ArrayView<T> other = default,
            float first = 0f,
            float second = 0f,
            int positions = 1,
            bool isSlope = false)
            where TFunction : struct, IDeviceFunction
        {
            var width = (int)(to.Length / Batch / positions);
            if (Program.IsBatchLast)
                width = Columns(Stride, positions);

            Program.Kernels.Map<TFunction>(Stream, from, other, to, affine, width, Program.IsBatchLast, isSlope, first, second);
        }

        /// <summary>y = x times other, number by number.</summary>
        public void Multiply(ArrayView<T> from, ArrayView<T> other, ArrayView<T> to) => Program.ChannelKernels.Product(Stream, from, other, to);

        /// <summary>Copies neighbouring channels of neighbouring positions; where the operand has one position, to each.</summary>
        /// <param name="from">The operand.</param>
        /// <param name="fromShape">Its channels and positions.</param>
        /// <param name="to">The result.</param>
        /// <param name="toShape">Its channels and positions.</param>
        /// <param name="channels">How many channels.</param>
        /// <param name="positions">How many positions.</param>
        /// <param name="fromChannel">The first channel that is read.</param>
        /// <param name="fromPosition">The first position that is read.</param>
        /// <param name="toChannel">The first channel that is written.</param>
        /// <param name="toPosition">The first position that is written.</param>
        public void Copy(
            ArrayView<T> from,
            (int Channels, int Positions) fromShape,
            ArrayView<T> to,
            (int Channels, int Positions) toShape,
            int channels,
            int positions,
            int fromChannel = 0,
            int fromPosition = 0,
            int toChannel = 0,
            int toPosition = 0)
        {
            var layout = Layout;
            var (sizes, reads, writes) = ((layout.Samples, positions, channels), Strides(fromShape), Strides(toShape));
            if (fromShape.Positions == 1 && positions > 1)
                reads.Position = 0;

            Box(
                from, ((long)fromChannel * reads.Channel) + ((long)fromPosition * reads.Position), reads,
                to, ((long)toChannel * writes.Channel) + ((long)toPosition * writes.Position), writes, sizes);
        }

        /// <summary>Exchanges channels and positions.</summary>
        /// <param name="from">The operand.</param>
        /// <param name="to">The result; another one.</param>
        /// <param name="channels">Channels of the operand.</param>
        /// <param name="positions">Its positions.</param>
        public void Turn(ArrayView<T> from, ArrayView<T> to, int channels, int positions)
        {
            var reads = Strides((channels, positions));
            var writes = Strides((positions, channels));
            Box(from, 0, (reads.Sample, reads.Channel, reads.Position), to, 0, writes, (Layout.Samples, channels, positions));
        }

        /// <summary>Brings the patches of a map into positions.</summary>
        /// <param name="from">The map.</param>
        /// <param name="to">The patches: channels x rows x columns of a patch are the channels of each.</param>
        /// <param name="channels">Channels of the map.</param>
        /// <param name="height">Its rows.</param>
        /// <param name="width">Its columns.</param>
        /// <param name="patchHeight">Rows of a patch.</param>
        /// <param name="patchWidth">Columns of a patch.</param>
        /// <param name="isPlanar">Whether the map lies channel by channel.</param>
        public void Patches(ArrayView<T> from, ArrayView<T> to, int channels, int height, int width, int patchHeight, int patchWidth, bool isPlanar)
        {
            var places = checked(height * width);
            var strides = Strides((channels, places));
            if (isPlanar)
                strides = (strides.Sample, 1, places);

            Program.ChannelKernels.Patches(
                Stream,
                from,
                to,
                new PatchGeometry(patchHeight, patchWidth, width, strides.Sample, strides.Channel, strides.Position),
                checked(channels * patchHeight * patchWidth),
                checked((height / patchHeight) * (width / patchWidth)),
                Layout);
        }

        /// <summary>A norm of the channels of each position, about their mean or about 0.</summary>
        public void Normalise(
            ArrayView<T> from, ArrayView<T> to, int channels, float epsilon, bool isCentred, DeviceAffine? affine = null, int positions = 1) =>
            Program.ChannelKernels.Normalise(Stream, from, to, affine, channels, positions, Layout, epsilon, isCentred);

        /// <summary>A softmax of the channels of each position, or its logarithm.</summary>
        public void Softmax(ArrayView<T> from, ArrayView<T> to, int channels, int positions = 1, bool isLogarithm = false) =>
            Program.ChannelKernels.Softmax(Stream, from, to, channels, positions, Layout, isLogarithm);

        /// <summary>The mean of each channel over all positions.</summary>
        public void Mean(ArrayView<T> from, ArrayView<T> to, int channels, int positions) =>
            Program.ChannelKernels.Mean(Stream, from, to, channels, positions, Layout);

        /// <summary>The tokens of a table whose numbers are given.</summary>
        public void Pick(DeviceTable<T> table, ArrayView<int> ids, ArrayView<T> to, int tokens) =>
            Program.ChannelKernels.Table(Stream, ids, table, default, to, tokens, tokens, Layout);

        /// <summary>The first tokens of a table become the first ones of a sequence.</summary>
        public void Put(DeviceTable<T> table, ArrayView<T> to, int tokens, int allTokens) =>
            Program.ChannelKernels.Table(Stream, default, table, default, to, tokens, allTokens, Layout);

        /// <summary>The first tokens of a table, added to those of a sequence.</summary>
        public void Add(DeviceTable<T> table, ArrayView<T> from, ArrayView<T> to, int tokens) =>
            Program.ChannelKernels.Table(Stream, default, table, from, to, tokens, tokens, Layout);

        /// <summary>Attention; the result is none of the operands.</summary>
        public void Attend(AttentionKernel<T> kernel, ArrayView<T> queries, ArrayView<T> keys, ArrayView<T> values, ArrayView<T> to) =>
            Program.ChannelKernels.Attend(Stream, kernel, queries, keys, values, to, Layout);

        private DeviceLayout Layout => new(Batch, Program.IsBatchLast ? Stride : Batch, Program.IsBatchLast);

        private static int Columns(int samples, int positions)
        {
            var columns = (long)samples * positions;
            if (columns > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(samples), samples, string.Format(
                    CultureInfo.InvariantCulture,
                    "{0:N0} samples of {1:N0} positions are more than {2:N0}. Take fewer at a time.",
                    samples,
                    positions,
                    int.MaxValue));
            }

            return (int)columns;
        }

        private (int Sample, int Position, int Channel) Strides((int Channels, int Positions) shape) => (
            Layout.SampleStride(shape.Channels, shape.Positions), Layout.PositionStride(shape.Channels), Layout.ChannelStride(shape.Positions));

        /// <summary>Copies by sample, position and channel, in the order in which what is written lies.</summary>
        private void Box(
            ArrayView<T> from,
            long fromStart,
            (int Sample, int Position, int Channel) reads,
            ArrayView<T> to,
            long toStart,
            (int Sample, int Position, int Channel) writes,
            (int Samples, int Positions, int Channels) sizes)
        {
            var (source, target) = (from.SubView(fromStart, from.Length - fromStart), to.SubView(toStart, to.Length - toStart));
            if (Program.IsBatchLast)
            {
                Program.ChannelKernels.Box(
                    Stream, source, target, (sizes.Channels, sizes.Positions, sizes.Samples), (reads.Channel, reads.Position, reads.Sample),
                    (writes.Channel, writes.Position, writes.Sample));
            }
            else
            {
                Program.ChannelKernels.Box(
                    Stream, source, target, (sizes.Samples, sizes.Positions, sizes.Channels), (reads.Sample, reads.Position, reads.Channel),
                    (writes.Sample, writes.Position, writes.Channel));
            }
        }
    }
}
