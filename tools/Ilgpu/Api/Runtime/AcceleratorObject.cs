using ILGPU.Util;

namespace ILGPU.Runtime;

/// <summary>Something that belongs to an accelerator and goes with it.</summary>
public abstract class AcceleratorObject : DisposeBase
{
    private protected AcceleratorObject(Accelerator accelerator)
    {
        Accelerator = accelerator;
        accelerator.Register(this);
    }

    public Accelerator Accelerator { get; }

    public AcceleratorType AcceleratorType => Accelerator.AcceleratorType;
}
