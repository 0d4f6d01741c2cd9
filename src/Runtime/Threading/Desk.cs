using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Threading;

/// <summary>
/// Where a thread finds its share of a job and all it has to know of the job: one transfer between cores brings both. Two cache lines
/// long, so that no two desks share one.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal unsafe struct Desk
{
    /// <summary>The <see cref="Threading.Share"/>. Written last by the caller; workers wait for its generation to change.</summary>
    public long Share;

    /// <summary>What to do, and with what.</summary>
    public delegate*<void*, int, void> Body;

    /// <summary>What to do it with.</summary>
    public void* State;

    /// <summary>Desks of the job.</summary>
    public int Desks;

    /// <summary>Chunks that are claimed at a time.</summary>
    public int Grain;

    /// <summary>The first chunk of the share as it was laid out; that of a share whose last chunk may be taken from its owner, -1.</summary>
    public int First;

    /// <summary>The processor that the caller runs on; -1 where nobody says.</summary>
    public int CallersProcessor;
}
