using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Costs;

namespace NetSpec.Bench;

/// <summary>The costs of the weights of one square convolution, in a workspace of its own.</summary>
internal sealed class ConvCostLayer : ICandidate, IDisposable
{
    private readonly LayerSize _size;
    private readonly Workspace _workspace;
    private readonly int _input;
    private readonly Map _gradient;
    private readonly float[] _costs;

    public ConvCostLayer(LayerSize size, SimdLevel simd)
    {
        _size = size;
        Shape.Size = size;
        _costs = new float[size.OutChannels * size.InChannels / size.Groups * size.Kernel * size.Kernel];

        var pixel = size.Planar ? 1 : 16;
        var inWidth = size.InSize + (2 * size.Pad);
        var blocks = size.Planar ? size.InChannels : (size.InChannels + 15) / 16;
        _input = ((size.Pad * (inWidth + 1) * pixel) + 15) / 16 * 16;
        var border = (size.Kernel - 1) / 2;
        var gradient = (_input + (blocks * inWidth * inWidth * pixel) + 63) / 16 * 16 + (16 * border * (size.OutSize + (2 * border) + 1));
        _gradient = new Map(gradient, size.OutChannels, size.OutSize, size.OutSize, border);
        _workspace = new Workspace(gradient + ((size.OutChannels + 15) / 16 * 16 * (size.OutSize + (2 * border)) * (size.OutSize + (2 * border))), 1, simd);
        new Run(_workspace, 1).Vector(0, 0, _workspace.SampleSize).Fill(0.5f);
    }

    public string Name => _size.ToString();

    public double MultiplyAdds => (double)_size.OutSize * _size.OutSize * _costs.Length;

    public void Run(int threads)
    {
        Shape.Size = _size;
        ConvCosts.Run<Shape>(new Run(_workspace, 1, threads), _input, _gradient, _costs);
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
        public int OutBorder => 0;
        public int KernelHeight => Size.Kernel;
        public int KernelWidth => Size.Kernel;
        public int StrideHeight => Size.Stride;
        public int StrideWidth => Size.Stride;
        public int PadTop => Size.Pad;
        public int PadLeft => Size.Pad;
        public int Groups => Size.Groups;
    }
}
