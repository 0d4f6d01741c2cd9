using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>A fully connected layer's weights and shifts in the form <see cref="DenseLinear"/> reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedLinear
{
    internal PackedLinear(Type shape, NativeBuffer weights, NativeBuffer shift)
    {
        Shape = shape;
        Weights = weights;
        Shift = shift;
    }

    internal Type Shape { get; }

    /// <summary>Whether something of the result's shape is added.</summary>
    internal bool HasResidual { get; init; }

    /// <summary>[32 outputs][input][output]; the last panel of an odd number of blocks is 16 wide.</summary>
    internal NativeBuffer Weights { get; }

    internal NativeBuffer Shift { get; }
}
