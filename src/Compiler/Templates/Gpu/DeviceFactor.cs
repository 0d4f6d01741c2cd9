namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Threading.Tasks;
    using global::ILGPU;
    using global::ILGPU.Runtime;
    using global::NetSpec.Runtime.Kernels.Dense;

    /// <summary>A Kronecker-sparse factor, or a fully connected layer, on a device: its kernel, packed weights and bias.</summary>
    internal sealed class DeviceFactor<T> : IDisposable
        where T : unmanaged
    {
        // Weights that are packed before they go to the device: what a host buffer holds.
        private const int PartSize = 1 << 22;

        private readonly Accelerator _accelerator;
        private readonly DeviceStorage<T> _storage;
        private readonly string _name;
        private readonly FactorLauncher<T> _launcher;
        private readonly DeviceMemory<T> _weights;
        private readonly DeviceMemory<float> _bias;

        public DeviceFactor(Accelerator accelerator, DeviceStorage<T> storage, string name, FactorLauncher<T> launcher)
        {
            _accelerator = accelerator;
            _storage = storage;
            _name = name;
            _launcher = launcher;
            _weights = new DeviceMemory<T>(accelerator, $"'{name}'");
            _bias = new DeviceMemory<float>(accelerator, $"'{name}'");
        }

        private FactorTiles Tiles => _launcher.Tiles;

        /// <summary>Packs values and brings them to the device.</summary>
        /// <exception cref="InvalidOperationException">A weight is too large for what it is stored as, or memory does not suffice.</exception>
        public void Upload(FoldedFactor factor)
        {
            _storage.CheckRange(factor.Weights.Span, _name, ", with what follows the layer multiplied in");
            var weights = _weights.Take(Tiles.PackedWeights);

            // Rows of the packed order: all outputs of a block that one input of it reaches.
            var rows = Tiles.PackedWeights / Tiles.PaddedRows;
            var rowsOfPart = (int)Math.Min(rows, Math.Max(1, PartSize / Tiles.PaddedRows));
            var packed = new T[rowsOfPart * Tiles.PaddedRows];
            for (var first = 0L; first < rows; first += rowsOfPart)
            {
                var start = first;
                var count = (int)Math.Min(rowsOfPart, rows - first);
                Parallel.For(0, count, row => PackRow(factor.Weights.Span, start + row, packed.AsSpan(row * Tiles.PaddedRows, Tiles.PaddedRows)));
                ReadOnlySpan<T> part = packed.AsSpan(0, count * Tiles.PaddedRows);
                weights.SubView(first * Tiles.PaddedRows, part.Length).CopyFromCPU(_accelerator.DefaultStream, part);
            }

            _bias.Take(Tiles.Outputs).CopyFromCPU(_accelerator.DefaultStream, factor.Shifts.Span);
        }

        /// <inheritdoc cref="FactorLauncher{T}.Launch"/>
        public void Multiply(AcceleratorStream stream, ArrayView<T> x, ArrayView<T> residual, ArrayView<T> y, int batch, int stride, bool relu) =>
            _launcher.Launch(stream, x, _weights.Take(Tiles.PackedWeights), _bias.Take(Tiles.Outputs), residual, y, batch, stride, relu);

        /// <inheritdoc/>
        public void Dispose()
        {
            _weights.Dispose();
            _bias.Dispose();
        }

        /// <summary>Row [i * d + j][l] of the packed order from weights in the order (a, b, c, d); zeros in the padding.</summary>
        private void PackRow(ReadOnlySpan<float> weights, long row, Span<T> packed)
        {
            var (block, l) = ((int)(row / Tiles.PaddedDepth), (int)(row % Tiles.PaddedDepth));
            var (i, j) = (block / Tiles.D, block % Tiles.D);
            var values = new float[packed.Length];
            if (l < Tiles.C)
            {
                for (var k = 0; k < Tiles.B; k++)
                {
                    values[k] = weights[(((((i * Tiles.B) + k) * Tiles.C) + l) * Tiles.D) + j];
                }
            }

            _storage.Convert(values, packed);
        }
    }
}
