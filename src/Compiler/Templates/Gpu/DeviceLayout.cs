namespace NetSpec.Gpu
{
    /// <summary>How the samples of a pass lie in memory, and how far apart the numbers of a value are with it.</summary>
    internal readonly struct DeviceLayout
    {
        /// <summary>Threads of a group whose kernel sums up channels.</summary>
        public const int ThreadsOfColumns = 64;

        public DeviceLayout(int batch, int samples, bool isBatchLast)
        {
            Batch = batch;
            Samples = samples;
            IsBatchLast = isBatchLast ? 1 : 0;
        }

        /// <summary>Samples of the caller.</summary>
        public int Batch { get; }

        /// <summary>Samples that are computed: with those that fill up a row, where the samples of a number lie side by side.</summary>
        public int Samples { get; }

        /// <summary>1 where the samples of a number lie side by side, 0 where the numbers of a position do.</summary>
        public int IsBatchLast { get; }

        /// <summary>Samples that lie side by side; 0 where the numbers of a position do.</summary>
        public int SideBySide => IsBatchLast != 0 ? Samples : 0;

        /// <summary>From one sample of a value to the next.</summary>
        public int SampleStride(int channels, int positions) => IsBatchLast != 0 ? 1 : unchecked(channels * positions);

        /// <summary>From one of its channels to the next.</summary>
        public int ChannelStride(int positions) => IsBatchLast != 0 ? unchecked(positions * Samples) : 1;

        /// <summary>From one of its positions to the next.</summary>
        public int PositionStride(int channels) => IsBatchLast != 0 ? Samples : channels;
    }
}
