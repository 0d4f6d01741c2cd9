using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution.Winograd;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>A convolution's weights and shifts in the form <see cref="WinogradF2"/> or <see cref="WinogradF4"/> reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedWinograd
{
    internal PackedWinograd(Type shape, NativeBuffer weights, NativeBuffer shift, WinogradJob job)
    {
        Shape = shape;
        Weights = weights;
        Shift = shift;
        Job = job;
    }

    internal Type Shape { get; }

    internal NativeBuffer Weights { get; }

    internal NativeBuffer Shift { get; }

    /// <summary>Whether a map is added to the result.</summary>
    internal bool HasResidual { get; init; }

    /// <summary>The distances of the shape.</summary>
    internal WinogradJob Job { get; }
}
