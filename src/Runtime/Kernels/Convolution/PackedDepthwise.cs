using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>The weights and shifts of a convolution whose channels do not see each other, in the form <see cref="DepthwiseConv2D"/> reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedDepthwise
{
    internal PackedDepthwise(Type shape, NativeBuffer weights, NativeBuffer shift, DepthwiseJob job)
    {
        Shape = shape;
        Weights = weights;
        Shift = shift;
        Job = job;
    }

    internal Type Shape { get; }

    /// <summary>Whether something is added before the ReLU.</summary>
    internal bool HasResidual { get; init; }

    /// <summary>[block][row][column][lane].</summary>
    internal NativeBuffer Weights { get; }

    internal NativeBuffer Shift { get; }

    /// <summary>The distances of the kernel.</summary>
    internal DepthwiseJob Job { get; }
}
