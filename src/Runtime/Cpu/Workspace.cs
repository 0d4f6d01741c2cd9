using System;
using System.ComponentModel;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// The memory that a forward pass computes in: one region a sample, allocated once, outside the managed heap.
/// Regions start on a cache line, an odd number of cache lines apart, so that the same place of several samples never
/// competes for one cache set. Vector loads may run up to 64 floats past the end of a region: into the next one, whose
/// values are not used, or into slack behind the last.
/// </summary>
/// <remarks>
/// One call of <c>Forward</c> at a time: a second one is refused while the first is running. A workspace that is disposed
/// meanwhile is freed when that call ends; a forgotten one is freed by its finalizer.
/// </remarks>
/// <example><code>
/// using var workspace = new Workspace(ResNet18.WorkspaceSize, images: 8);
/// net.Forward(images, logits, batch: 8, workspace, threads: 2);
/// </code></example>
public sealed class Workspace : IDisposable
{
    // A cache line in floats.
    private const int Line = 16;

    private const int Idle = 0, Taken = 1;

    private readonly NativeBuffer _buffer;
    private readonly NativeBuffer?[] _scratch = new NativeBuffer?[Environment.ProcessorCount], _threads = new NativeBuffer?[Environment.ProcessorCount];

    // Where the pieces of the threads are: jobs take the address, so that it may not move.
    private readonly nint[] _pieces = GC.AllocateArray<nint>(Environment.ProcessorCount, pinned: true);
    private Workspace? _head;
    private int _state;
    private bool _isDisposed, _isFreed;

    /// <summary>Allocates a workspace.</summary>
    /// <param name="sampleSize">Floats a sample: the net's <c>WorkspaceSize</c>.</param>
    /// <param name="images">Samples a pass holds; larger batches take several passes.</param>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    public Workspace(int sampleSize, int images = 1, SimdLevel? simd = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleSize);
        if (images < 1)
            throw new ArgumentOutOfRangeException(nameof(images), images, "A workspace holds at least 1 sample.");
        Simd = simd ?? SimdLevels.Best;
        if (!SimdLevels.IsSupported(Simd))
        {
            throw new PlatformNotSupportedException($"This machine has no {Simd}; its best level is {SimdLevels.Best}.");
        }

        SampleSize = sampleSize;
        Images = images;
        Stride = (((long)sampleSize + Line - 1) / Line | 1) * Line;
        _buffer = new NativeBuffer(Stride * images);
    }

    /// <summary>Floats a sample.</summary>
    public int SampleSize { get; }

    /// <summary>Samples a pass holds.</summary>
    public int Images { get; }

    /// <summary>The vector width of the kernels.</summary>
    public SimdLevel Simd { get; }

    /// <summary>Floats from one sample's region to the next.</summary>
    internal long Stride { get; }

    /// <summary>The first sample's region; null once it is freed.</summary>
    internal unsafe float* Pointer => _buffer.Pointer;

    /// <summary>Takes the workspace for one caller until the reservation is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another caller has it.</exception>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public WorkspaceReservation Reserve()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Idle) != Idle)
        {
            ThrowTaken();
        }

        return new WorkspaceReservation(this);
    }

    /// <summary>
    /// Memory for the last layers of a network, which take more samples at a time than the others. It grows when a pass has more samples than those
    /// before it; else only a net's first pass allocates.
    /// </summary>
    /// <param name="sampleSize">Floats a sample.</param>
    /// <param name="images">Samples.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Workspace Head(int sampleSize, int images)
    {
        if (_head is null || _head.SampleSize < sampleSize || _head.Images < images)
        {
            _head?.Dispose();
            _head = new Workspace(sampleSize, images, Simd);
        }

        return _head;
    }

    /// <summary>
    /// Memory that one kernel of a pass computes in, and the next one again; contents are undefined. It belongs to threads, not to samples,
    /// and so grows when a pass runs on more of them than those before it; else only a net's first pass allocates.
    /// </summary>
    /// <param name="length">Floats.</param>
    /// <param name="slot">Whose: passes that run at the same time over different samples have different ones, below the number of processors.</param>
    internal unsafe float* Scratch(long length, int slot) => Grown(ref _scratch[slot], length).Pointer;

    /// <summary>The same for threads that compute by themselves: some for each of them.</summary>
    /// <param name="length">Floats of each.</param>
    /// <param name="threads">Threads that may take part in the job, no more than there are processors.</param>
    /// <param name="slot">Whose the first one's is.</param>
    /// <returns>Where the pieces are, one after the other; each stays where it is until more is asked for.</returns>
    internal unsafe float** ThreadScratch(long length, int threads, int slot)
    {
        for (var i = slot; i < slot + threads; i++)
            _pieces[i] = (nint)Grown(ref _threads[i], length).Pointer;

        return (float**)Unsafe.AsPointer(ref _pieces[slot]);
    }

    /// <summary>Frees the memory, at once or when the call that computes in it ends.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        if (TryFree() || Volatile.Read(ref _isFreed))
        {
            return;
        }

        // A call is at it. Behind the barrier either its release is seen here, or it sees there that it has to free.
        Interlocked.MemoryBarrierProcessWide();
        TryFree();
    }

    /// <summary>Ends a reservation: a plain write, for in a small network every locked one counts; <see cref="Dispose"/> pays for it.</summary>
    internal void Release()
    {
        Volatile.Write(ref _state, Idle);
        if (Volatile.Read(ref _isDisposed))
        {
            TryFree();
        }
    }

    /// <summary>Takes the workspace for good and frees it, unless a call has it.</summary>
    private bool TryFree()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Idle) != Idle)
        {
            return false;
        }

        Volatile.Write(ref _isFreed, true);
        _buffer.Dispose();
        _head?.Dispose();
        foreach (var buffer in _scratch.Concat(_threads))
            buffer?.Dispose();

        return true;
    }

    private static NativeBuffer Grown(ref NativeBuffer? buffer, long length)
    {
        if (buffer == null || buffer.Length < length)
        {
            buffer?.Dispose();
            buffer = new NativeBuffer(length);
        }

        return buffer;
    }

    private void ThrowTaken()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
        throw new InvalidOperationException("Another call computes in this workspace; give each thread one of its own.");
    }
}
