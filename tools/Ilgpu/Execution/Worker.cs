using System.Threading;

namespace ILGPU.Execution;

#pragma warning disable CA1001 // A worker and its baton live as long as the process.

/// <summary>A thread of the host that runs one emulated thread after another. It runs only while it holds its launch's baton.</summary>
internal sealed class Worker
{
    private const int StackBytes = 512 * 1024;

    private readonly ManualResetEventSlim _baton = new(false, spinCount: 0);
    private readonly int _processor;
    private GpuThread? _thread;

    public Worker(int processor)
    {
        _processor = processor;
        new Thread(Loop, StackBytes) { IsBackground = true, Name = "emulated GPU thread" }.Start();
    }

    public void Assign(GpuThread thread) => _thread = thread;

    /// <summary>Lets the worker run. The caller must not go on with its own emulated thread before it has taken its baton again.</summary>
    public void GiveBaton() => _baton.Set();

    public void TakeBaton()
    {
        _baton.Wait();
        _baton.Reset();
    }

    public void DropBaton() => _baton.Reset();

    private void Loop()
    {
        Processors.Pin(_processor);
        while (true)
        {
            TakeBaton();
            var thread = _thread!;
            _thread = null;
            thread.Launch.Run(thread);
        }
    }
}
