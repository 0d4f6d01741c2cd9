using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Ops as nets of tests have them, with few arguments.</summary>
internal static class TestOps
{
    public static Conv2D Conv(int channels, int kernel, int stride = 1, int pad = 0, int groups = 1, bool bias = false, int dilation = 1) =>
        new(channels, new Extent(kernel, kernel), new Extent(stride, stride), Padding.All(pad), new Extent(dilation, dilation), groups, bias);

    public static ConvTranspose2D ConvTransposed(int channels, int kernel, int stride, int pad = 0, int outputPad = 0) =>
        new(channels, new Extent(kernel, kernel), new Extent(stride, stride), Padding.All(pad), new Extent(outputPad, outputPad), new Extent(1, 1), 1, true);

    public static MaxPool2D MaxPool(int kernel, int stride, int pad = 0, int k = 1) =>
        new(new Window(new Extent(kernel, kernel), new Extent(stride, stride), Padding.All(pad), false), k);

    public static BatchNorm Norm { get; } = new(1e-5);

    public static Relu Rectify { get; } = new();
}
