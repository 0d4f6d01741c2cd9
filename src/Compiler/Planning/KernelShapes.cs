using System;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>The constants that a kernel is specialised to.</summary>
internal static class KernelShapes
{
    public static KernelShape Of(Op op, Place from, Place to, Place? residual) => op switch
    {
        Conv2D conv => new ConvShape(
            false, Side(from), from.IsPlanar, Side(to), conv.Kernel.Height, conv.Kernel.Width, conv.Stride.Height, conv.Stride.Width,
            conv.Padding.Top, conv.Padding.Left, conv.Dilation.Height, conv.Dilation.Width, conv.Groups, residual is not null, residual?.Border ?? 0),
        ConvTranspose2D conv => new ConvShape(
            true, Side(from), from.IsPlanar, Side(to), conv.Kernel.Height, conv.Kernel.Width, conv.Stride.Height, conv.Stride.Width,
            conv.Padding.Top, conv.Padding.Left, conv.Dilation.Height, conv.Dilation.Width, conv.Groups, residual is not null, residual?.Border ?? 0),
        Linear => new LinearShape(from.Channels, to.Channels, residual is not null),
        Kronecker ks => new KroneckerShape(ks.Pattern),
        _ => throw new NotSupportedException($"No kernel computes '{op.Keyword}'."),
    };

    private static ConvSide Side(Place place) => new(place.Channels, place.Height, place.Width, place.Border);
}
