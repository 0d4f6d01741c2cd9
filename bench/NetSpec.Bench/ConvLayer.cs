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
    private readonly PackedConv? _direct;
    private readonly PackedDepthwise? _depthwise;
    private readonly int _input, _output;

    public ConvLayer(LayerSize size, SimdLevel simd)
    {
        _size = size;
        Shape.Size = size;
        var random = new Random(1);
        var weight = new float[size.OutChannels * size.InChannels / size.Groups * size.Kernel * size.Kernel];
        foreach (ref var w in weight.AsSpan())
        {
            w = random.NextSingle() - 0.5f;
        }

        if (size.Groups > 1 && size.Groups == size.InChannels && size.Groups == size.OutChannels)
        {
            _depthwise = DepthwiseConv2D.Pack<Shape>(weight, Epilogue.Of(size.OutChannels));
        }
        else
        {
            _direct = Conv2D.Pack<Shape>(weight, Epilogue.Of(size.OutChannels));
        }

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

    public string Name => _size.ToString();

    public double MultiplyAdds => (double)_size.OutSize * _size.OutSize * _size.OutChannels * _size.InChannels / _size.Groups * _size.Kernel * _size.Kernel;

    public void Run(int threads)
    {
        Shape.Size = _size;
        if (_depthwise is not null)
        {
            DepthwiseConv2D.Run<Shape>(new Run(_workspace, 1, threads), _depthwise, _input, _output, relu: true);
        }
        else
        {
            Conv2D.Run<Shape>(new Run(_workspace, 1, threads), _direct!, _input, _output, relu: true);
        }
    }

    public void Dispose() => _workspace.Dispose();

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
