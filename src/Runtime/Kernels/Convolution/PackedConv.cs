using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>A convolution's weights and shifts in the form <see cref="DirectConv2D"/> reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedConv
{
    internal PackedConv(Type shape, NativeBuffer weights, NativeBuffer shift, ConvJob job)
    {
        Shape = shape;
        Weights = weights;
        Shift = shift;
        Job = job;
    }

    internal Type Shape { get; }

    /// <summary>Whether something of the result's shape is added.</summary>
    internal bool HasResidual { get; init; }

    internal NativeBuffer Weights { get; }

    internal NativeBuffer Shift { get; }

    /// <summary>The distances of the kernel.</summary>
    internal ConvJob Job { get; }
}
