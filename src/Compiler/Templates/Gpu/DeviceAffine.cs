namespace NetSpec.Gpu
{
    using global::System;
    using global::ILGPU;
    using global::ILGPU.Runtime;
    using global::NetSpec.Runtime.Kernels;

    /// <summary>A scale and a shift of each feature, on a device.</summary>
    internal sealed class DeviceAffine : IDisposable
    {
        private readonly Accelerator _accelerator;
        private readonly DeviceMemory<float> _scales;
        private readonly DeviceMemory<float> _shifts;
        private readonly int _features;

        public DeviceAffine(Accelerator accelerator, string name, int features)
        {
            _accelerator = accelerator;
            _features = features;
            _scales = new DeviceMemory<float>(accelerator, $"'{name}'");
            _shifts = new DeviceMemory<float>(accelerator, $"'{name}'");
        }

        public ArrayView<float> Scales => _scales.Take(_features);

        public ArrayView<float> Shifts => _shifts.Take(_features);

        /// <summary>Brings values to the device.</summary>
        public void Upload(Epilogue epilogue)
        {
            var (scales, shifts) = (new float[_features], new float[_features]);
            for (var i = 0; i < _features; i++)
            {
                scales[i] = (float)epilogue.ScaleFactors[i];
                shifts[i] = (float)epilogue.Shifts[i];
            }

            Scales.CopyFromCPU(_accelerator.DefaultStream, (ReadOnlySpan<float>)scales);
            Shifts.CopyFromCPU(_accelerator.DefaultStream, (ReadOnlySpan<float>)shifts);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _scales.Dispose();
            _shifts.Dispose();
        }
    }
}
