using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>
/// The asynchronous copies of one thread. What arrives, arrives as late as it may: when a wait covers its group.
/// </summary>
internal sealed class AsyncCopies
{
    private readonly Queue<List<AsyncCopy>> _groups = new();
    private List<AsyncCopy> _open = [];

    /// <summary>Whether anything has not arrived.</summary>
    public bool Pending => _open.Count > 0 || _groups.Any(group => group.Count > 0);

    public void Add(AsyncCopy copy) => _open.Add(copy);

    public void Commit()
    {
        _groups.Enqueue(_open);
        _open = [];
    }

    /// <summary>Waits until at most so many of the youngest committed groups are under way.</summary>
    public void Wait(int groups, IPtxMemory memory, int thread)
    {
        while (_groups.Count > groups)
        {
            foreach (var copy in _groups.Dequeue())
            {
                copy.Arrive(memory, thread);
            }
        }
    }

    public void WaitAll(IPtxMemory memory, int thread)
    {
        Commit();
        Wait(0, memory, thread);
    }
}
