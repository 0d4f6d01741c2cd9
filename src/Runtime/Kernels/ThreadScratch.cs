using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels;

/// <summary>Memory that each thread of a job computes in by itself: a thread finds the same piece in every job of a pass, whatever its size.</summary>
/// <remarks>
/// A piece that lay elsewhere in the next job would be in another core's cache by half, and its lines would travel back one by one: with pieces side by
/// side, each as large as its job needs, layers of a small network took as long on two threads as on one.
/// </remarks>
internal readonly unsafe struct ThreadScratch(float** pieces)
{
    private readonly float** _pieces = pieces;

    /// <summary>In a chunk: its thread's piece.</summary>
    public float* Own => _pieces[WorkerPool.Slot];
}
