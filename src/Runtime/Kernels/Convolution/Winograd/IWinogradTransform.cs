using System;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>
/// The three linear maps of Winograd's minimal filtering F(m x m, 3 x 3) (Lavin and Gray, "Fast algorithms for convolutional neural
/// networks", 2016): y = Aᵀ [(G w Gᵀ) ⊙ (Bᵀ x B)] A for a tile x of (m + 2) x (m + 2) inputs.
/// </summary>
internal unsafe interface IWinogradTransform
{
    /// <summary>Outputs of a tile along a side, m.</summary>
    static abstract int Outputs { get; }

    /// <summary>G, row by row: (m + 2) x 3.</summary>
    static abstract ReadOnlySpan<double> Kernel { get; }

    /// <summary>Bᵀ x B of some blocks of channels.</summary>
    /// <param name="input">The tile's first pixel in the first block.</param>
    /// <param name="row">Floats from a row of the input to the next.</param>
    /// <param name="block">Floats from a block of the input to the next.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="target">The first point of the first block; blocks lie side by side.</param>
    /// <param name="point">Floats from a point to the next.</param>
    static abstract void Input<TLanes>(float* input, nint row, nint block, int blocks, float* target, nint point)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Aᵀ m A of some blocks of channels, shift, residual and lower limit.</summary>
    static abstract void Output<TLanes>(in WinogradOutput place)
        where TLanes : struct, ILanes<TLanes>;
}
