using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;

namespace NetSpec.Bench;

/// <summary>One square convolution with ReLU, in a workspace of its own.</summary>
internal sealed class ConvLayer : ICandidate, IDisposable
{
    private readonly LayerSize _size;
    private readonly Workspace _workspace;
    private readonly Kernel _kernel;
    private readonly int _input, _output, _tile;

    /// <param name="size">The layer.</param>
    /// <param name="simd">The vector width.</param>
    /// <param name="tile">Results of a tile of Winograd's along a side, 2 or 4; 0 for the kernels of the definition.</param>
    public ConvLayer(LayerSize size, SimdLevel simd, int tile = 0)
    {
        _size = size;
        _tile = tile;
        Shape.Size = size;
        var random = new Random(1);
        var weight = new float[size.OutChannels * size.InChannels / size.Groups * size.Kernel * size.Kernel];
        foreach (ref var w in weight.AsSpan())
        {
            w = random.NextSingle() - 0.5f;
        }

        _kernel = KernelOf(size, weight, tile);

        var pixel = size.Planar ? 1 : 16;
        var inWidth = size.InSize + (2 * size.Pad);
        var blocks = size.Planar ? size.InChannels : (size.InChannels + 15) / 16;
        var inside = size.Pad * (inWidth + 1) * pixel;
        _input = (inside + 15) / 16 * 16;
        _output = (_input + (blocks * inWidth * inWidth * pixel) + 63) / 16 * 16 + (16 * (size.OutSize + 3));
        _workspace = new Workspace(_output + ((size.OutChannels + 15) / 16 * 16 * (size.OutSize + 2) * (size.OutSize + 2)), 1, simd);
        foreach (ref var x in new Run(_workspace, 1).Vector(0, 0, _output - (16 * (size.OutSize + 3))))
        {
            x = random.NextSingle() - 0.5f;
        }
    }

    private delegate void Kernel(in Run run, int input, int output);

    public string Name => _tile == 0 ? _size.ToString() : FormattableString.Invariant($"  F({_tile},3)");

    public double MultiplyAdds => (double)_size.OutSize * _size.OutSize * _size.OutChannels * _size.InChannels / _size.Groups * _size.Kernel * _size.Kernel;

    public void Run(int threads)
    {
        Shape.Size = _size;
        _kernel(new Run(_workspace, 1, threads), _input, _output);
    }

    public void Dispose() => _workspace.Dispose();

    private static Kernel KernelOf(LayerSize size, float[] weight, int tile)
    {
        var epilogue = Epilogue.Of(size.OutChannels);
        if (tile > 0)
        {
            var packed = tile == 4 ? WinogradF4.Pack<Shape>(weight, epilogue) : WinogradF2.Pack<Shape>(weight, epilogue);
            return tile == 4
                ? (in Run run, int input, int output) => WinogradF4.Run<Shape>(run, packed, input, output, relu: true)
                : (in Run run, int input, int output) => WinogradF2.Run<Shape>(run, packed, input, output, relu: true);
        }

        if (size.Groups > 1 && size.Groups == size.InChannels && size.Groups == size.OutChannels)
        {
            var packed = DepthwiseConv2D.Pack<Shape>(weight, epilogue);
            return (in Run run, int input, int output) => DepthwiseConv2D.Run<Shape>(run, packed, input, output, relu: true);
        }

        var direct = DirectConv2D.Pack<Shape>(weight, epilogue);
        return (in Run run, int input, int output) => DirectConv2D.Run<Shape>(run, direct, input, output, relu: true);
    }

    private readonly struct Shape : IConvShape
    {
        public static LayerSize Size { get; set; } = new(1, 1, 1, 1);

        public int InChannels => Size.InChannels;
        public int InHeight => Size.InSize;
        public int InWidth => Size.InSize;
        public int InBorder => Size.Pad;
        public bool InPlanar => Size.Planar;
        public int OutChannels => Size.OutChannels;
        public int OutHeight => Size.OutSize;
        public int OutWidth => Size.OutSize;
        public int OutBorder => 1;
        public int KernelHeight => Size.Kernel;
        public int KernelWidth => Size.Kernel;
        public int StrideHeight => Size.Stride;
        public int StrideWidth => Size.Stride;
        public int PadTop => Size.Pad;
        public int PadLeft => Size.Pad;
        public int Groups => Size.Groups;
    }
}
