using System;
using System.Threading;

namespace ILGPU.Util;

/// <summary>Something that is disposed of once.</summary>
public abstract class DisposeBase : IDisposable
{
    private int _isDisposed;

    public bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
