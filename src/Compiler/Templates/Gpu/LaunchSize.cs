namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Globalization;
    using global::ILGPU;
    using global::ILGPU.Runtime;

    /// <summary>How many groups a launch has.</summary>
    internal static class LaunchSize
    {
        private const int Threads = 256;

        // Groups of 256 that a multiprocessor takes in a few turns; each thread then steps over the rest.
        private const int GroupsPerMultiprocessor = 32;

        /// <summary>Threads of a group of a kernel that goes value by value.</summary>
        public static int ThreadsFor(Accelerator accelerator) => Math.Min(Threads, accelerator.MaxNumThreadsPerGroup);

        /// <summary>The launch of a kernel that goes value by value.</summary>
        public static KernelConfig Elementwise(Accelerator accelerator, int count)
        {
            var threads = ThreadsFor(accelerator);
            var groups = Math.Min(((count - 1) / threads) + 1, Math.Max(1, accelerator.NumMultiprocessors) * GroupsPerMultiprocessor);
            return new KernelConfig(new Index1D(groups), new Index1D(threads));
        }

        /// <summary>The launch of a factor's kernel.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The batch is cut into more groups than a launch can have.</exception>
        public static KernelConfig Factor(FactorTiles tiles, int batch)
        {
            var groups = tiles.Groups(batch);
            if (groups > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(batch), batch, string.Format(
                    CultureInfo.InvariantCulture,
                    "ks({0}, {1}, {2}, {3}) takes {4:N0} thread groups for {5:N0} samples; a launch has at most {6:N0}. Take fewer samples at a time.",
                    tiles.A, tiles.B, tiles.C, tiles.D, groups, batch, int.MaxValue));
            }

            return new KernelConfig(new Index1D((int)groups), new Index1D(tiles.Threads));
        }
    }
}
