using System.Collections.Generic;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Layers with weights whose kernels are specialised to a shape, and do on each result what follows it.</summary>
internal static class LinearLayers
{
    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<Conv2D>(step => step.Kernel()) with
        {
            Takes = Fused.All,
            ReadsPlanar = op => ((Conv2D)op).Groups == 1,
            Shape = (op, from, to, residual) => Convolution((Conv2D)op, from, to, residual),
            Joint = new(
                SeparableConvolution.Kernel,
                typeof(Conv2D),
                (layers, policy) => SeparableConvolution.Pays((ConvShape)layers.First, (ConvShape)layers.Own!, policy),
                (layers, _) => SeparableConvolution.Describe((ConvShape)layers.First, (ConvShape)layers.Own!)),
        },
        OpLowering.Of<ConvTranspose2D>(step => step.Kernel()) with
        {
            Takes = Fused.All,
            Shape = (op, from, to, residual) => Transposed((ConvTranspose2D)op, from, to, residual),
        },
        OpLowering.Of<Linear>(step => step.Kernel()) with
        {
            Takes = Fused.All,
            InPanels = true,
            Shape = (_, from, to, residual) => new LinearShape(from.Channels, to.Channels, residual is not null),
        },
        OpLowering.Of<Kronecker>(step => step.Kernel()) with
        {
            Takes = Fused.All,
            InPanels = true,
            Shape = (op, _, _, _) => new KroneckerShape(((Kronecker)op).Pattern),
        },
        OpLowering.Of<PositionFactor>(step => step.Group.Before is null ? step.KernelOnPositions() : step.ChainOnPositions()) with
        {
            Takes = Fused.All,
            Shape = (op, _, _, _) => new KroneckerShape(((Kronecker)op).Pattern),
            Joint = new(
                "Dense.PositionChain",
                typeof(PositionFactor),
                (_, policy) => policy.JoinsLayers,
                (_, _) => "register tiles, what lies between factors stays in panels of positions")
            {
                MostLayers = KernelContract.MostChainedFactors,
            },
        },
    ];

    private static ConvShape Convolution(Conv2D conv, Place from, Place to, Place? residual) => new(
        false, Side(from), from.IsPlanar, Side(to), conv.Kernel.Height, conv.Kernel.Width, conv.Stride.Height, conv.Stride.Width,
        conv.Padding.Top, conv.Padding.Left, conv.Dilation.Height, conv.Dilation.Width, conv.Groups, residual is not null, residual?.Border ?? 0);

    private static ConvShape Transposed(ConvTranspose2D conv, Place from, Place to, Place? residual) => new(
        true, Side(from), from.IsPlanar, Side(to), conv.Kernel.Height, conv.Kernel.Width, conv.Stride.Height, conv.Stride.Width,
        conv.Padding.Top, conv.Padding.Left, conv.Dilation.Height, conv.Dilation.Width, conv.Groups, residual is not null, residual?.Border ?? 0);

    private static ConvSide Side(Place place) => new(place.Channels, place.Height, place.Width, place.Border);
}
