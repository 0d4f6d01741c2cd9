namespace NetSpec.Gpu
{
    using global::System;
    using global::ILGPU;
    using global::ILGPU.Runtime;

    /// <summary>A table of learned tokens, on a device.</summary>
    internal sealed class DeviceTable<T> : IDisposable
        where T : unmanaged
    {
        // Numbers that are converted before they go to the device: what a host buffer holds.
        private const int PartSize = 1 << 22;

        private readonly Accelerator _accelerator;
        private readonly DeviceStorage<T> _storage;
        private readonly string _name;
        private readonly DeviceMemory<T> _tokens;
        private readonly long _length;

        public DeviceTable(Accelerator accelerator, DeviceStorage<T> storage, string name, int rows, int features)
        {
            _accelerator = accelerator;
            _storage = storage;
            _name = name;
            _tokens = new DeviceMemory<T>(accelerator, $"'{name}'");
            _length = (long)rows * features;
            Rows = rows;
        }

        /// <summary>How many tokens there are.</summary>
        public int Rows { get; }

        /// <summary>The tokens, one after another.</summary>
        public ArrayView<T> Tokens => _tokens.Take(_length);

        /// <summary>Brings them to the device.</summary>
        /// <exception cref="InvalidOperationException">One is too large for what it is stored as, or memory does not suffice.</exception>
        public void Upload(ReadOnlySpan<float> tokens)
        {
            _storage.CheckRange(tokens, _name, "");
            var part = new T[Math.Min(PartSize, tokens.Length)];
            for (var first = 0; first < tokens.Length; first += part.Length)
            {
                var count = Math.Min(part.Length, tokens.Length - first);
                _storage.Convert(tokens.Slice(first, count), part.AsSpan(0, count));
                Tokens.SubView(first, count).CopyFromCPU(_accelerator.DefaultStream, (ReadOnlySpan<T>)part.AsSpan(0, count));
            }
        }

        /// <inheritdoc/>
        public void Dispose() => _tokens.Dispose();
    }
}
