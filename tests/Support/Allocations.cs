using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetSpec.Tests.Support;

/// <summary>
/// Bytes of managed memory that an action takes on the thread that runs it.
/// <para>
/// The runtime's count for one thread is not exact. A thread takes memory in pieces of 8 KB, of which it hands out objects; a
/// background collection, which any other thread may cause at any time, takes the rest of the piece back and leaves it on the
/// account of the thread, which so seems to have allocated up to 8 KB that it did not. (Without background collections this was
/// never seen; with them, in one of three or so.) A thread that has no piece is not charged, and none gets one but by allocating.
/// </para>
/// <para>
/// So an action is measured several times on a thread of its own, where nobody else allocates, and the least counts: what the
/// action allocates it allocates each time, and what the runtime adds it adds once. The first of these runs warm the action up:
/// they also take what is made once only, such as types, caches and pools.
/// </para>
/// </summary>
public static class Allocations
{
    /// <summary>The least that the action allocated in so many runs. An action of varying work repeats all of it in each run.</summary>
    /// <remarks>What the action throws is thrown here; one that is meant to throw catches it, and is measured with that.</remarks>
    public static long Of(Action action, int runs = 5)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 2);
        var least = long.MaxValue;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                for (var run = 0; run < runs; run++)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    action();
                    least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                }
            }
            catch (Exception e)
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return least;
    }
}
