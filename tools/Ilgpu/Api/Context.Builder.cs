using System.Collections.Generic;
using System.Collections.Immutable;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace ILGPU;

public sealed partial class Context
{
    /// <summary>Collects the settings and devices of a context.</summary>
    public sealed class Builder : ContextProperties
    {
        private readonly List<Device> _devices = [];

        internal Builder()
        {
        }

        public Builder Default() => AllAccelerators();

        public Builder AllAccelerators() => this.DefaultCPU().OpenCL().Cuda();

        public Builder Optimize(OptimizationLevel level)
        {
            OptimizationLevel = level;
            return this;
        }

        public Builder Profiling()
        {
            EnableProfiling = true;
            return this;
        }

        public Context ToContext() => new(this, _devices.ToImmutableArray());

        internal Builder Add(IEnumerable<Device> devices)
        {
            _devices.AddRange(devices);
            return this;
        }
    }
}
