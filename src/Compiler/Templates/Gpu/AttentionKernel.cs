namespace NetSpec.Gpu
{
    using global::System;
    using global::ILGPU;

    /// <summary>A kernel of attention: softmax(q kᵀ / √d) v of each head.</summary>
    /// <typeparam name="T">What values are stored as: float or Half.</typeparam>
    internal sealed class AttentionKernel<T>
        where T : unmanaged
    {
        /// <param name="groups">Thread groups of a sample.</param>
        /// <param name="threads">Threads of a group.</param>
        /// <param name="run">Takes queries, keys, values, the result, and the samples that lie side by side.</param>
        public AttentionKernel(int groups, int threads, Action<ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, int> run)
        {
            Groups = groups;
            Threads = threads;
            Run = run;
        }

        public int Groups { get; }

        public int Threads { get; }

        public Action<ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, int> Run { get; }
    }
}
