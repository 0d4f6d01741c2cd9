namespace NetSpec.Gpu
{
    /// <summary>What there is for a <see cref="MapKernel{T, TNumber}"/> to do; a sum of these.</summary>
    internal static class MapParts
    {
        /// <summary>A row is a feature, and no sample.</summary>
        public const int BatchLast = 1;

        /// <summary>Something is added.</summary>
        public const int Other = 2;

        /// <summary>There are scales and shifts.</summary>
        public const int Affine = 4;

        /// <summary>There are scales, of what is not above 0.</summary>
        public const int Slopes = 8;
    }
}
