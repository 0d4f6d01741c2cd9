using System.Collections.Concurrent;

namespace ILGPU.Execution;

/// <summary>Idle workers, by processor.</summary>
internal static class WorkerPool
{
    private static readonly ConcurrentDictionary<int, ConcurrentBag<Worker>> Idle = new();

    /// <summary>Workers for a launch, all on one processor.</summary>
    public static Worker[] Rent(int processor, int count)
    {
        var idle = Idle.GetOrAdd(processor, _ => []);
        var workers = new Worker[count];
        for (var i = 0; i < count; i++)
            workers[i] = idle.TryTake(out var worker) ? worker : new Worker(processor);
        return workers;
    }

    /// <summary>Takes them back.</summary>
    public static void Return(int processor, Worker[] workers)
    {
        foreach (var worker in workers)
            Idle[processor].Add(worker);
    }
}
