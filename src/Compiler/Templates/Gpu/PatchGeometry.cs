namespace NetSpec.Gpu
{
    /// <summary>How a map is cut into patches, and how it lies.</summary>
    internal readonly struct PatchGeometry
    {
        public PatchGeometry(int height, int width, int columns, int fromSample, int fromChannel, int fromPlace)
        {
            Height = height;
            Width = width;
            Columns = columns;
            FromSample = fromSample;
            FromChannel = fromChannel;
            FromPlace = fromPlace;
        }

        /// <summary>Rows of a patch.</summary>
        public int Height { get; }

        /// <summary>Columns of a patch.</summary>
        public int Width { get; }

        /// <summary>Columns of the map.</summary>
        public int Columns { get; }

        /// <summary>Values from one sample of the map to the next.</summary>
        public int FromSample { get; }

        /// <summary>Values from one of its channels to the next.</summary>
        public int FromChannel { get; }

        /// <summary>Values from one of its columns to the next.</summary>
        public int FromPlace { get; }
    }
}
