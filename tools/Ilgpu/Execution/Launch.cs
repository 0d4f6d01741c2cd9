using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using ILGPU.Runtime;
using NetSpec.Ptx;

namespace ILGPU.Execution;

/// <summary>
/// A launch of a kernel. Its groups run one after another. The threads of a group are real threads that pass one baton: each runs
/// to the next barrier, in order, and the last one ends the interval. So everything is deterministic, and no record of memory needs
/// a lock.
/// </summary>
internal sealed class Launch : IDisposable
{
    private static readonly bool CompilesOnce = AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out var isTiered) && !isTiered;

    private readonly Action _kernel;
    private readonly CountdownEvent _running;
    private readonly GpuThread[] _threads;
    private readonly Worker[] _workers;
    private readonly int _processor;
    private readonly long _groups;
    private long _group;
    private volatile bool _ended;
    private Exception? _fault;

    public Launch(Accelerator accelerator, string kernelName, KernelConfig config, int firstEpoch, Action kernel)
    {
        Accelerator = accelerator;
        KernelName = kernelName;
        GridDim = config.GridDim;
        GroupDim = config.GroupDim;
        Shared = new SharedArrays(config.SharedMemoryConfig.ArraySize, accelerator.MaxSharedMemoryPerGroup);
        Clock = new Clock(firstEpoch, firstEpoch, firstEpoch);
        _kernel = kernel;
        _groups = GridDim.LongSize;
        _processor = Processors.Next();
        _workers = WorkerPool.Rent(_processor, GroupDim.Size);
        _running = new CountdownEvent(_workers.Length);
        _threads = new GpuThread[_workers.Length];
        for (var i = 0; i < _threads.Length; i++)
            _threads[i] = new GpuThread(this, i, _workers[i]);
        Ptx = new InlinePtx(this, _threads);
    }

    public Accelerator Accelerator { get; }

    public string KernelName { get; }

    public Index3D GridDim { get; }

    public Index3D GroupDim { get; }

    /// <summary>The group that is running.</summary>
    public Index3D GroupIndex { get; private set; }

    public PendingAccesses Accesses { get; } = new();

    public SharedArrays Shared { get; }

    public Clock Clock { get; private set; }

    /// <summary>The inline PTX of the running group.</summary>
    public InlinePtx Ptx { get; private set; }

    /// <summary>The instruction of inline PTX that is being executed.</summary>
    public PtxInstruction? Instruction { get; set; }

    /// <summary>
    /// Whether threads say at which barrier they wait: as an offset into the kernel's machine code, which names it only where a method
    /// is compiled once. Asking costs as much as the rest of a barrier, so the first and the last group do.
    /// </summary>
    public bool ComparesBarrierSites => CompilesOnce && (_group == 0 || _group == _groups - 1);

    /// <summary>Runs the whole grid.</summary>
    public void Run()
    {
        for (var i = 0; i < _threads.Length; i++)
            _workers[i].Assign(_threads[i]);
        BeginGroup();
        _workers[0].GiveBaton();
        _running.Wait();
        WorkerPool.Return(_processor, _workers);
        if (_fault is not null)
        {
            Accesses.Drop();
            ExceptionDispatchInfo.Throw(_fault);
        }
    }

    public void Dispose() => _running.Dispose();

    /// <summary>Runs a thread's part of all groups; called by its worker, which has the baton.</summary>
    public void Run(GpuThread thread)
    {
        GpuThread.RunningOrNull = thread;
        while (!_ended)
        {
            try
            {
                thread.BeginGroup();
                _kernel();
                thread.EndGroup();
                PassOn(thread);
                thread.Worker.TakeBaton();
            }
            catch (LaunchEndedException)
            {
                break;
            }
            catch (KernelFaultException fault)
            {
                Fail(fault);
            }
            catch (Exception exception)
            {
                Fail(thread.Fault(KernelFault.Thrown, null, null, exception.Message, exception));
            }
        }

        GpuThread.RunningOrNull = null;
        thread.Worker.DropBaton();
        _running.Signal();
    }

    /// <summary>A thread has come to a barrier or its end: the next one runs, or the interval is over.</summary>
    public void PassOn(GpuThread thread)
    {
        if (thread.Number + 1 < _threads.Length)
        {
            _workers[thread.Number + 1].GiveBaton();
            return;
        }

        EndInterval();
        if (_ended)
            WakeAll();
        else
            _workers[0].GiveBaton();
    }

    public void ThrowIfEnded()
    {
        if (_ended)
            throw new LaunchEndedException();
    }

    private void Fail(Exception fault)
    {
        _fault = fault;
        _ended = true;
        WakeAll();
    }

    private void WakeAll()
    {
        foreach (var worker in _workers)
            worker.GiveBaton();
    }

    private void EndInterval()
    {
        CheckBarriers();
        Ptx.Run();
        Clock = Clock with { Now = Clock.Now + 1 };
        if (_threads[0].BarrierSite is not null)
            return;
        if (++_group == _groups)
            _ended = true;
        else
            BeginGroup();
    }

    private void BeginGroup()
    {
        GroupIndex = new Index3D((int)(_group % GridDim.X), (int)(_group / GridDim.X % GridDim.Y), (int)(_group / ((long)GridDim.X * GridDim.Y)));
        Clock = Clock with { Group = Clock.Now };
        Shared.Forget();
        Ptx = new InlinePtx(this, _threads);
    }

    private void CheckBarriers()
    {
        var first = _threads[0];
        foreach (var thread in _threads)
        {
            if (thread.BarrierSite == first.BarrierSite)
                continue;
            var what = thread.BarrierSite is null ? $"has ended while thread {first.Number} waits at a barrier"
                : first.BarrierSite is null ? $"waits at a barrier while thread {first.Number} has ended"
                : $"waits at another barrier than thread {first.Number}";
            throw thread.Fault(KernelFault.DivergentBarrier, null, null, what);
        }
    }
}
