using System;
using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>An order of launches and copies on an accelerator.</summary>
public abstract class AcceleratorStream : AcceleratorObject
{
    private protected AcceleratorStream(Accelerator accelerator)
        : base(accelerator)
    {
    }

    public abstract void Synchronize();

    /// <summary>Notes the time at which what was launched before is done.</summary>
    public ProfilingMarker AddProfilingMarker() => Accelerator.Context.Properties.EnableProfiling
        ? new StandInMarker(Accelerator)
        : throw new NotSupportedException("the context was made without Profiling()");
}
