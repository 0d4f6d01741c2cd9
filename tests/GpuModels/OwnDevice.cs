using System;
using ILGPU.Runtime;
using NetSpec.Gpu;

namespace GpuModels
{
    /// <summary>Devices that the emitted host code opens, for tests outside of this assembly, which it is internal to.</summary>
    public sealed class OwnDevice : IDisposable
    {
        private readonly ComputeDevice _device;

        private OwnDevice(ComputeDevice device) => _device = device;

        public Accelerator Accelerator => _device.Accelerator;

        public static OwnDevice Open() => new(ComputeDevice.Open());

        public static OwnDevice OpenAny() => new(ComputeDevice.OpenAny());

        public static OwnDevice OpenCpu() => new(ComputeDevice.OpenCpu());

        public void Dispose() => _device.Dispose();
    }
}
