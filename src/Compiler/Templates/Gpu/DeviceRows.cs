namespace NetSpec.Gpu
{
    /// <summary>How the values of a copy lie: rows of some columns, each row some way from the one before.</summary>
    internal readonly struct DeviceRows
    {
        private DeviceRows(int rows, int columns, int width, int fromStride, int toStride)
        {
            Rows = rows;
            Columns = columns;
            Width = width;
            FromStride = fromStride;
            ToStride = toStride;
        }

        public int Rows { get; }

        /// <summary>Values of a row that are there.</summary>
        public int Columns { get; }

        /// <summary>Values of a row that are written; zeros follow those that are there.</summary>
        public int Width { get; }

        public int FromStride { get; }

        public int ToStride { get; }

        /// <summary>From neighbouring samples to those that a kernel takes, with zeros up to the next feature.</summary>
        public static DeviceRows Spread(int features, int batch, int stride, bool isBatchLast) =>
            isBatchLast ? new(features, batch, stride, batch, stride) : new(batch, features, features, features, features);

        /// <summary>From the samples that a kernel left to neighbouring ones.</summary>
        public static DeviceRows Gather(int features, int batch, int stride, bool isBatchLast) =>
            isBatchLast ? new(features, batch, batch, stride, batch) : new(batch, features, features, features, features);
    }
}
