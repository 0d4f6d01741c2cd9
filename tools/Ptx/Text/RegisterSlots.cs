using System.Collections.Concurrent;

namespace NetSpec.Ptx;

/// <summary>
/// Numbers for names. Fragments of one kernel are parsed apart and share registers by name, so that the same name has the same
/// number everywhere; what a thread knows about it is the thread's.
/// </summary>
internal static class RegisterSlots
{
    private static readonly ConcurrentDictionary<string, int> Slots = new();
    private static int _count;

    public static int Of(string name) => Slots.GetOrAdd(name, static _ => System.Threading.Interlocked.Increment(ref _count) - 1);
}
