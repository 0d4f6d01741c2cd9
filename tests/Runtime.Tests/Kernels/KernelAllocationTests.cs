using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Kernels.Mapping;
using NetSpec.Runtime.Kernels.Pooling;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels;

public sealed class KernelAllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Kernels_allocate_nothing(int threads)
    {
        var conv = DirectConv2D.Pack<Square>(new float[64 * 64 * 9], Epilogue.Of(64));
        var transpose = PhasedConvTranspose2D.Pack<Square>(new float[64 * 64 * 9], Epilogue.Of(64));
        var linear = DenseLinear.Pack<Wide>(new float[64 * 64], Epilogue.Of(64));
        var narrow = NarrowLinear.Pack<Narrow>(new float[64 * 32], Epilogue.Of(32));
        var kronecker = KroneckerLinear.Pack<Factor>(new float[4 * 8 * 8 * 2], Epilogue.Of(64));
        var affine = PackedAffine.Pack(Epilogue.Of(64));
        var outside = new float[64 * 28 * 28];
        Map a = new(496, 64, 28, 28, 1), b = new(a.Offset + 60000, 64, 28, 28, 1), v = new(b.Offset + 60000, 64, 1, 1, 0), w = new(v.Offset + 64, 64, 1, 1, 0);
        using var workspace = new Workspace(w.Offset + 64);

        Assert.Equal(0, Allocations.Of(Pass));

        void Pass()
        {
            var run = new Run(workspace, 1, threads);
            Maps.Load(run, outside, 0, 1, a);
            Maps.ClearBorder(run, a);
            DirectConv2D.Run<Square>(run, conv, a.Offset, b.Offset, relu: true);
            PhasedConvTranspose2D.Run<Square>(run, transpose, a.Offset, b.Offset, relu: true);
            Maps.Add(run, a, b, b, relu: true);
            Maps.Affine(run, affine, a, b, relu: true);
            Maps.Relu(run, b, b);
            Maps.Copy(run, a, b);
            Maps.SortGroups(run, a, b, 2);
            Maps.NormalisePositions(run, affine, a, b, 1e-5f, centred: true, relu: false);
            KroneckerLinear.RunPositions<Factor>(run, kronecker, a, b);
            PositionChain.Run(run, a, b, PositionStage.Of<Factor>(kronecker));
            Pools.Max(run, a, b, new PoolWindow(3, 3, 1, 1, 1, 1, 1, 1));
            Pools.Max(run, a, b, new PoolWindow(3, 3, 1, 1, 1, 1, 1, 1), k: 2);
            Pools.Average(run, a, b, new PoolWindow(3, 3, 1, 1, 1, 1, 1, 1), countIncludePad: true);
            Pools.AdaptiveAverage(run, b, v);
            DenseLinear.Run<Wide>(run, linear, v.Offset, w.Offset, relu: true);
            DenseLinear.Run<Wide>(run, linear, v.Offset, w.Offset, relu: true, vectors: 2);
            NarrowLinear.Run<Narrow>(run, narrow, v.Offset, w.Offset, relu: true);
            KroneckerLinear.Run<Factor>(run, kronecker, w.Offset, v.Offset);
            Maps.TopK(run, v, w);
            Maps.Store(run, b, outside, 0, 1);
        }
    }

    private readonly struct Square : IConvShape
    {
        public int InChannels => 64;
        public int InHeight => 28;
        public int InWidth => 28;
        public int InBorder => 1;
        public int OutChannels => 64;
        public int OutHeight => 28;
        public int OutWidth => 28;
        public int OutBorder => 1;
        public int KernelHeight => 3;
        public int KernelWidth => 3;
        public int PadTop => 1;
        public int PadLeft => 1;
    }

    private readonly struct Wide : ILinearShape
    {
        public int InFeatures => 64;
        public int OutFeatures => 64;
    }

    private readonly struct Narrow : ILinearShape
    {
        public int InFeatures => 64;
        public int OutFeatures => 32;
    }

    private readonly struct Factor : IKroneckerShape
    {
        public int A => 4;
        public int B => 8;
        public int C => 8;
        public int D => 2;
        public int TileRows => 8;
    }
}
