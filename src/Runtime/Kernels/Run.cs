using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels;

/// <summary>
/// One pass over some samples in a <see cref="Workspace"/>; every kernel takes it. Offsets are floats within a sample's
/// region, multiples of 16, and point at the first interior element of a map.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct Run
{
    // More threads than processors only cut work finer; products with their number stay in range.
    private static readonly int MostThreads = Math.Max(Environment.ProcessorCount, 64);

    // Whose scratch memory it uses: a thread's that computes samples of its own.
    private readonly int _slot;

    // Floats that offsets may reach.
    private readonly int _size;

    /// <summary>Starts a pass.</summary>
    /// <param name="workspace">The memory that it computes in.</param>
    /// <param name="images">Samples of the pass, as many as the workspace holds at most.</param>
    /// <param name="threads">Threads that may take part, the caller's included.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few or too many samples, or no threads.</exception>
    /// <exception cref="ObjectDisposedException">The workspace is disposed.</exception>
    public Run(Workspace workspace, int images, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(images, workspace.Images);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ObjectDisposedException.ThrowIf(workspace.Pointer == null, workspace);
        Workspace = workspace;
        _size = workspace.SampleSize;
        Pointer = workspace.Pointer;
        Stride = (nint)workspace.Stride;
        Images = images;
        Threads = Math.Min(threads, MostThreads);
        Simd = workspace.Simd;
    }

    private Run(Workspace workspace, int first, int images, int threads, int slot)
        : this(workspace, images, threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(images, workspace.Images - first);
        Pointer += first * Stride;
        First = first;
        _slot = slot;
    }

    private Run(Workspace workspace, int slot, void* panel)
        : this(workspace, images: 1)
    {
        _size = workspace.SampleSize * Map.PanelSamples;
        Pointer += slot * Map.PanelSamples * Stride;
        Panel = panel;
    }

    /// <summary>Samples of this pass.</summary>
    public int Images { get; }

    /// <summary>Threads that may take part, the caller's included. The result does not depend on it.</summary>
    public int Threads { get; }

    /// <summary>The vector width of the kernels.</summary>
    public SimdLevel Simd { get; }

    /// <summary>The memory; kept alive while a pass is on the stack.</summary>
    internal Workspace Workspace { get; }

    /// <summary>The first sample's place in the workspace.</summary>
    internal int First { get; }

    /// <summary>Floats from one sample's region to the next.</summary>
    internal nint Stride { get; }

    /// <summary>The first sample's region, or a panel's.</summary>
    internal float* Pointer { get; }

    /// <summary>Whether this run computes a panel; otherwise it goes sample by sample.</summary>
    internal bool IsPanel => Panel != null;

    /// <summary>The panel that this run computes, which only kernels of panels look into.</summary>
    internal void* Panel { get; }

    /// <summary>Starts a pass of one thread over some samples of a workspace, beside others that have other slots.</summary>
    internal static Run OfSamples(Workspace workspace, int first, int images, int slot) => new(workspace, first, images, threads: 1, slot);

    /// <summary>Some of the samples of this run, on so many threads.</summary>
    internal Run Part(int first, int images, int threads) => new(Workspace, First + first, images, threads, _slot);

    /// <summary>Starts a panel in the memory of samples 32 slot, 32 slot + 1, …</summary>
    internal static Run OfPanel(Workspace workspace, int slot, void* panel) => new(workspace, slot, panel);

    /// <summary>Floats of a vector in one sample's region.</summary>
    public Span<float> Vector(int image, int offset, int length)
    {
        if ((uint)image >= (uint)Images || offset < 0 || length < 0 || offset > _size - length)
        {
            ThrowOutside(image, offset, length);
        }

        return new Span<float>(Pointer + (image * Stride) + offset, length);
    }

    /// <summary>A map's first interior element in the first sample; the map with its border must lie in the region.</summary>
    internal float* At(Map map) => At(map.Offset, map.Inset, (map.Blocks * map.Block) - map.Inset);

    /// <summary>A float of the first sample, where so many floats before and from it on must lie in the region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float* At(int offset, nint before, nint after)
    {
        if (offset < before || offset > _size - after)
        {
            ThrowOutside(offset, before, after);
        }

        return Pointer + offset;
    }

    /// <summary>So many floats to compute in until the kernel is done.</summary>
    internal float* Scratch(long length) => Workspace.Scratch(length, _slot);

    /// <summary>So many floats for each thread of a job to compute in by itself until the kernel is done.</summary>
    /// <param name="length">Floats of each thread.</param>
    /// <param name="threads">Threads that may take part in the job.</param>
    internal ThreadScratch ThreadScratch(long length, int threads) =>
        new(Workspace.ThreadScratch(length, Math.Min(threads, Environment.ProcessorCount), _slot));

    private void ThrowOutside(int offset, nint before, nint after) => throw new ArgumentOutOfRangeException(
        nameof(offset), $"A map from float {offset - before} to {offset + after} is outside the {_size} floats of a sample.");

    private void ThrowOutside(int image, int offset, int length) => throw new ArgumentOutOfRangeException(
        nameof(offset),
        $"Floats {offset} to {(long)offset + length} of sample {image} are outside the {_size} floats of {Images} samples.");
}
