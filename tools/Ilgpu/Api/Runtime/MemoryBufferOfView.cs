namespace ILGPU.Runtime;

/// <summary>Memory of a device that is looked at through a view.</summary>
public abstract class MemoryBuffer<TView> : MemoryBuffer
    where TView : struct
{
    private protected MemoryBuffer(Accelerator accelerator, TView view, long length, int elementSize)
        : base(accelerator, length, elementSize)
    {
        View = view;
    }

    public TView View { get; }
}
