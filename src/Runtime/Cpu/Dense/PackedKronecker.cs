using System;

namespace NetSpec.Runtime.Cpu;

/// <summary>A Kronecker-sparse factor's weights and shifts in the form <see cref="Kronecker"/> reads.</summary>
public sealed class PackedKronecker
{
    internal PackedKronecker(Type shape, NativeBuffer weights, NativeBuffer shift)
    {
        Shape = shape;
        Weights = weights;
        Shift = shift;
    }

    internal Type Shape { get; }

    /// <summary>In the order of <see cref="KroneckerJob"/>.</summary>
    internal NativeBuffer Weights { get; }

    internal NativeBuffer Shift { get; }
}
