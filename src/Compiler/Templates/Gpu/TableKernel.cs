namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>Rows of a table become tokens, or are added to some.</summary>
    internal static class TableKernel<T, TNumber>
        where T : unmanaged
        where TNumber : struct, IDeviceNumber<T>
    {
        /// <param name="ids">The row of each token; any view where token i has row i. A row that is not there gives NaN.</param>
        /// <param name="table">The rows.</param>
        /// <param name="y">The result. Rows are added to what is there already where <paramref name="from"/> says so.</param>
        /// <param name="from">What rows are added to; any view where they are not. May be <paramref name="y"/>.</param>
        /// <param name="count">Values to write.</param>
        /// <param name="batch">Samples of the caller.</param>
        /// <param name="samples">Samples that lie side by side; 0 where the features of a token do.</param>
        /// <param name="tokens">Tokens of a sample that are written, from the first on.</param>
        /// <param name="allTokens">Tokens of a sample of the result.</param>
        /// <param name="rows">Rows of the table.</param>
        /// <param name="hasIds">1 where rows are given.</param>
        /// <param name="isAdded">1 where rows are added.</param>
        public static void Run(
            ArrayView<int> ids, ArrayView<T> table, ArrayView<T> y, ArrayView<T> from,
            int count, int batch, int samples, int tokens, int allTokens, int rows, int hasIds, int isAdded)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var number = default(TNumber);
                var features = (uint)(table.Length / rows);
                var inner = samples > 0 ? (uint)samples : features;
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var line = i / inner;
                    var last = i - (line * inner);
                    var first = line / (uint)tokens;
                    var token = line - (first * (uint)tokens);
                    var feature = samples > 0 ? first : last;
                    var sample = samples > 0 ? last : first;

                    // Samples that fill up a row are no samples of the caller's.
                    var row = (int)token;
                    if (hasIds != 0 && sample < (uint)batch)
                        row = ids[samples > 0 ? ((long)token * batch) + sample : ((long)sample * tokens) + token];

                    var value = float.NaN;
                    if ((uint)row < (uint)rows)
                        value = number.Load(table[((long)row * features) + feature]);

                    var at = (((long)first * allTokens) + token) * inner + last;
                    if (isAdded != 0)
                        value += number.Load(from[at]);

                    y[at] = number.Store(value);
                }
            }
        }
    }
}
