namespace NetSpec.Gpu
{
    using global::System;
    using global::ILGPU;

    /// <summary>The kernels of a kind of number, but for those that convert it.</summary>
    internal abstract class NumberStorage<T, TNumber> : DeviceStorage<T>
        where T : unmanaged
        where TNumber : struct, IDeviceNumber<T>
    {
        public override Action<ArrayView<T>, ArrayView<T>, int, int, int, int, int> Move => CopyKernel<T, TNumber, T, TNumber>.Run;

        public override Action<ArrayView<T>, ArrayView<T>, ArrayView<T>, int> Product => MulKernel<T, TNumber>.Run;

        public override Action<ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<float>, int, int, int, int, int, float, int, int> Normalise =>
            ColumnKernel<T, TNumber>.Normalise;

        public override Action<ArrayView<T>, ArrayView<T>, int, int, int, int, int, int> Softmax => ColumnKernel<T, TNumber>.Softmax;

        public override Action<ArrayView<T>, ArrayView<T>, int, int, int> Mean => ColumnKernel<T, TNumber>.Mean;

        public override Action<ArrayView<int>, ArrayView<T>, ArrayView<T>, ArrayView<T>, int, int, int, int, int, int, int, int> Table =>
            TableKernel<T, TNumber>.Run;

        public override Action<ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<float>, int, int, int, int, int, float, float> Map<
            TFunction>() => MapKernel<T, TNumber, TFunction>.Run;
    }
}
