using System.Numerics;
using System.Threading;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>Pieces of scratch memory, as many as threads at most, of which a thread takes a free one for a chunk of work: a bit each.</summary>
internal static class ThreadSlots
{
    /// <summary>The most there can be.</summary>
    public const int Most = 64;

    /// <summary>Takes one; there is always a free one.</summary>
    public static int Take(ref long taken)
    {
        while (true)
        {
            var now = Volatile.Read(ref taken);
            var slot = BitOperations.TrailingZeroCount(~now);
            if (Interlocked.CompareExchange(ref taken, now | (1L << slot), now) == now)
            {
                return slot;
            }
        }
    }

    /// <summary>Gives one back.</summary>
    public static void Return(ref long taken, int slot) => Interlocked.And(ref taken, ~(1L << slot));
}
