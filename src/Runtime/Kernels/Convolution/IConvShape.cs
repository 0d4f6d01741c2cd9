using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// The geometry of a convolution or transposed convolution: a struct whose getters return literals, one for each distinct
/// shape of a net. What most convolutions have, no stride, padding, dilation, groups or residual, need not be said.
/// </summary>
/// <remarks>
/// The input's border must cover all that the kernel reaches. Before the first row (column) a convolution reaches
/// PadTop rows, and a transposed one ((KernelHeight - 1) DilationHeight - PadTop) / StrideHeight rows if that is
/// positive. Behind the last it reaches (OutHeight - 1) StrideHeight - PadTop + (KernelHeight - 1) DilationHeight -
/// (InHeight - 1) rows, and a transposed one (OutHeight - 1 + PadTop) / StrideHeight - (InHeight - 1). The kernels check
/// this when they pack. The result must not overlap the input; the residual may be the result itself, when it is the
/// same map with the same border.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IConvShape
{
    /// <summary>Channels of the input.</summary>
    int InChannels { get; }

    /// <summary>Rows of the input.</summary>
    int InHeight { get; }

    /// <summary>Columns of the input.</summary>
    int InWidth { get; }

    /// <summary>Zeros on every side of the input.</summary>
    int InBorder { get; }

    /// <summary>Whether the input is [channels][rows][columns], each channel by itself, in place of blocks of 16.</summary>
    bool InPlanar => false;

    /// <summary>Channels of the result.</summary>
    int OutChannels { get; }

    /// <summary>Rows of the result.</summary>
    int OutHeight { get; }

    /// <summary>Columns of the result.</summary>
    int OutWidth { get; }

    /// <summary>Border of the result, which the kernel leaves alone.</summary>
    int OutBorder { get; }

    /// <summary>Rows of the kernel.</summary>
    int KernelHeight { get; }

    /// <summary>Columns of the kernel.</summary>
    int KernelWidth { get; }

    /// <summary>Rows a step.</summary>
    int StrideHeight => 1;

    /// <summary>Columns a step.</summary>
    int StrideWidth => 1;

    /// <summary>Rows of padding above.</summary>
    int PadTop => 0;

    /// <summary>Columns of padding on the left.</summary>
    int PadLeft => 0;

    /// <summary>Rows between kernel rows.</summary>
    int DilationHeight => 1;

    /// <summary>Columns between kernel columns.</summary>
    int DilationWidth => 1;

    /// <summary>Groups of channels that do not see each other.</summary>
    int Groups => 1;

    /// <summary>Whether a map of the result's shape is added, before a ReLU.</summary>
    bool HasResidual => false;

    /// <summary>The border of that map.</summary>
    int ResidualBorder => 0;
}
