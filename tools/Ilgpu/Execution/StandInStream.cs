using System;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>A stream on which everything is done at once.</summary>
internal sealed class StandInStream : AcceleratorStream
{
    public StandInStream(Accelerator accelerator)
        : base(accelerator)
    {
    }

    public override void Synchronize() => ObjectDisposedException.ThrowIf(IsDisposed, this);
}
