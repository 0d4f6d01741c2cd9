namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Globalization;
    using global::ILGPU;
    using global::ILGPU.Runtime;
    using global::ILGPU.Runtime.Cuda;

    /// <summary>The kernel of a factor, compiled for a device.</summary>
    internal sealed class FactorLauncher<T>
        where T : unmanaged
    {
        // What the kernels that take addresses are written in, cp.async and mma.m16n8k16, came with compute capability 8.0.
        private const int TensorCoreGeneration = 8;

        private const string LargerGroups =
            " ILGPU's first CPU device imitates a small one; take one with groups of 1024: open the context with builder.CPU(CPUDeviceKind.Nvidia), or pass "
                + "ComputeDevice.OpenCpu().Accelerator.";

        private readonly Action<
            AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<T>, ArrayView<T>, int, int, float, int>? _onViews;
        private readonly Action<AcceleratorStream, KernelConfig, long, long, long, long, long, int, int, float>? _onAddresses;

        private FactorLauncher(Accelerator accelerator, FactorKernel<T> kernel)
        {
            Tiles = kernel.Tiles;
            CheckLimits(accelerator);

            // Registers are allotted for so many groups on CUDA; elsewhere the number is another one, or none.
            var isCuda = accelerator.AcceleratorType == AcceleratorType.Cuda;
            var specialization = new KernelSpecialization(Tiles.Threads, isCuda ? Tiles.GroupsPerMultiprocessor : default(int?));
            if (kernel.OnViews is { } onViews)
                _onViews = LoadedKernels.Get(accelerator, onViews, () => accelerator.LoadKernel(onViews, specialization));
            else if (kernel.OnAddresses is { } onAddresses)
                _onAddresses = LoadedKernels.Get(accelerator, onAddresses, () => accelerator.LoadKernel(onAddresses, specialization));
        }

        /// <summary>How the kernel cuts its work.</summary>
        public FactorTiles Tiles { get; }

        /// <summary>Compiles the flavour that the device runs best.</summary>
        public static FactorLauncher<T> Of(Accelerator accelerator, FactorKernel<T> cuda, FactorKernel<T> portable) =>
            new(accelerator, Suits(accelerator, cuda) ? cuda : portable);

        /// <param name="stream">Where to.</param>
        /// <param name="x">The input, from a multiple of 16 bytes on.</param>
        /// <param name="weights">Packed weights.</param>
        /// <param name="bias">A number for each output.</param>
        /// <param name="residual">What is added; empty for nothing.</param>
        /// <param name="y">The output; neither the input nor the residual.</param>
        /// <param name="batch">Samples.</param>
        /// <param name="stride">Values from one feature to the next, batch-last.</param>
        /// <param name="relu">Whether negative results become zero.</param>
        public void Launch(
            AcceleratorStream stream,
            ArrayView<T> x,
            ArrayView<T> weights,
            ArrayView<float> bias,
            ArrayView<T> residual,
            ArrayView<T> y,
            int batch,
            int stride,
            bool relu)
        {
            var size = LaunchSize.Factor(Tiles, batch);
            var floor = relu ? 0f : float.NegativeInfinity;
            var hasResidual = residual.Length > 0;
            if (_onViews is not null)
                _onViews(stream, size, x, weights, bias, hasResidual ? residual : x, y, batch, stride, floor, hasResidual ? 1 : 0);
            else
                _onAddresses!(stream, size, Address(x), Address(weights), Address(bias), hasResidual ? Address(residual) : 0, Address(y), batch, stride, floor);
        }

        private static long Address<TValue>(ArrayView<TValue> view)
            where TValue : unmanaged => (long)view.LoadEffectiveAddressAsPtr();

        private static bool Suits(Accelerator accelerator, FactorKernel<T> cuda) =>
            accelerator.AcceleratorType == AcceleratorType.Cuda
            && (cuda.OnAddresses is null || accelerator is CudaAccelerator { Architecture: { Major: >= TensorCoreGeneration } });

        private void CheckLimits(Accelerator accelerator)
        {
            if (Tiles.Threads > accelerator.MaxNumThreadsPerGroup)
            {
                throw new InvalidOperationException(string.Format(
                    CultureInfo.InvariantCulture,
                    "The kernel of ks({0}, {1}, {2}, {3}) has {4} threads in a group; {5} takes at most {6}.{7}",
                    Tiles.A, Tiles.B, Tiles.C, Tiles.D, Tiles.Threads, accelerator.Name, accelerator.MaxNumThreadsPerGroup,
                    accelerator.AcceleratorType == AcceleratorType.CPU ? LargerGroups : ""));
            }
        }
    }
}
