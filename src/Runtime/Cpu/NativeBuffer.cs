using System;
using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Cpu;

/// <summary>Floats outside the managed heap, aligned to a page. Freed by its finalizer at the latest.</summary>
internal sealed unsafe class NativeBuffer : CriticalFinalizerObject, IDisposable
{
    private const int Alignment = 4096;

    /// <summary>Vector loads may run past the end by this many floats.</summary>
    public const int Slack = 64;

    private readonly long _bytes;

    /// <summary>A buffer of zeros.</summary>
    public NativeBuffer(long length)
        : this(length, cleared: length)
    {
    }

    private NativeBuffer(long length, long cleared)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _bytes = checked((length + Slack) * sizeof(float));
        Pointer = (float*)NativeMemory.AlignedAlloc((nuint)_bytes, (nuint)(_bytes >= HugePages.Size ? HugePages.Size : Alignment));
        HugePages.AskFor(Pointer, _bytes);
        NativeMemory.Clear(Pointer + (length - cleared), (nuint)((cleared + Slack) * sizeof(float)));
        GC.AddMemoryPressure(_bytes);
    }

    /// <summary>A buffer of which only the slack is zero: all of it is about to be written, by the threads that touch it first.</summary>
    public static NativeBuffer Untouched(long length) => new(length, cleared: 0);

    ~NativeBuffer() => Free();

    /// <summary>Floats that were asked for.</summary>
    public long Length => (_bytes / sizeof(float)) - Slack;

    /// <summary>The first float; null once disposed.</summary>
    public float* Pointer { get; private set; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Pointer == null)
        {
            return;
        }

        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.RemoveMemoryPressure(_bytes);
    }
}
