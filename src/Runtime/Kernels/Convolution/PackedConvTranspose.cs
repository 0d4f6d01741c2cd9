using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>A transposed convolution's weights and shifts in the form <see cref="PhasedConvTranspose2D"/> reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedConvTranspose
{
    internal PackedConvTranspose(Type shape, NativeBuffer shift, Phase[] phases)
    {
        Shape = shape;
        Shift = shift;
        Phases = phases;
    }

    internal Type Shape { get; }

    /// <summary>Whether something of the result's shape is added.</summary>
    internal bool HasResidual { get; init; }

    internal NativeBuffer Shift { get; }

    /// <summary>One convolution for each phase of the stride that the result has rows and columns of.</summary>
    internal Phase[] Phases { get; }

    /// <summary>The outputs at one place of the stride: a convolution with some of the taps.</summary>
    internal readonly record struct Phase(ConvJob Job, NativeBuffer Weights);
}
