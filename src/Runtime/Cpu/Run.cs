using System;
using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// One pass over some samples in a <see cref="Workspace"/>; every kernel takes it. Offsets are floats within a sample's
/// region, multiples of 16, and point at the first interior element of a map.
/// </summary>
public readonly unsafe ref struct Run
{
    // Keeps the memory alive while a pass is on the stack.
    private readonly Workspace _workspace;

    internal Run(Workspace workspace, float* pointer, int images, int threads)
    {
        _workspace = workspace;
        Pointer = pointer;
        Stride = (nint)workspace.Stride;
        Images = images;
        Threads = threads;
        Simd = workspace.Simd;
    }

    /// <summary>Samples of this pass.</summary>
    public int Images { get; }

    /// <summary>Threads that may take part, the caller's included. The result does not depend on it.</summary>
    public int Threads { get; }

    /// <summary>The vector width of the kernels.</summary>
    public SimdLevel Simd { get; }

    /// <summary>Floats from one sample's region to the next.</summary>
    internal nint Stride { get; }

    /// <summary>The first sample's region.</summary>
    internal float* Pointer { get; }

    /// <summary>Floats of a vector in one sample's region.</summary>
    public Span<float> Vector(int image, int offset, int length)
    {
        if ((uint)image >= (uint)Images || offset < 0 || length < 0 || offset > _workspace.SampleSize - length)
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
        if (offset < before || offset > _workspace.SampleSize - after)
        {
            ThrowOutside(offset, before, after);
        }

        return Pointer + offset;
    }

    private void ThrowOutside(int offset, nint before, nint after) => throw new ArgumentOutOfRangeException(
        nameof(offset), $"A map from float {offset - before} to {offset + after} is outside the {_workspace.SampleSize} floats of a sample.");

    private void ThrowOutside(int image, int offset, int length) => throw new ArgumentOutOfRangeException(
        nameof(offset),
        $"Floats {offset} to {(long)offset + length} of sample {image} are outside the {_workspace.SampleSize} floats of {Images} samples.");
}
