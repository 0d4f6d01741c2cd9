namespace NetSpec.Gpu
{
    using global::System;
    using global::ILGPU;

    /// <summary>A kernel of a Kronecker-sparse factor: y = max(K x + bias + residual, floor).</summary>
    /// <typeparam name="T">What values and weights are stored as: float or Half.</typeparam>
    internal sealed class FactorKernel<T>
        where T : unmanaged
    {
        /// <summary>
        /// A kernel that takes views: x, packed weights, bias of every output, residual (any view where there is none), y, batch,
        /// stride between features (batch-last), floor (0 for a relu, else negative infinity), 1 where there is a residual.
        /// </summary>
        public FactorKernel(FactorTiles tiles, Action<ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<T>, ArrayView<T>, int, int, float, int> onViews)
        {
            Tiles = tiles;
            OnViews = onViews;
        }

        /// <summary>A kernel that takes device addresses instead, CUDA only; the residual's is 0 where there is none.</summary>
        public FactorKernel(FactorTiles tiles, Action<long, long, long, long, long, int, int, float> onAddresses)
        {
            Tiles = tiles;
            OnAddresses = onAddresses;
        }

        public FactorTiles Tiles { get; }

        public Action<ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<T>, ArrayView<T>, int, int, float, int>? OnViews { get; }

        public Action<long, long, long, long, long, int, int, float>? OnAddresses { get; }
    }
}
