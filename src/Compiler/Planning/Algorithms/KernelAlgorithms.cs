using System.Collections.Generic;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>All algorithms there are. Where two are predicted to be as fast as each other, the first is taken.</summary>
internal static class KernelAlgorithms
{
    public static IReadOnlyList<KernelAlgorithm> All { get; } =
    [
        new DepthwiseConvolution(), new DirectConvolution(), new WinogradF4Convolution(), new WinogradF2Convolution(), new PhasedConvolution(),
        new NarrowProduct(), new MatrixProduct(), new BlockProduct(),
    ];
}
