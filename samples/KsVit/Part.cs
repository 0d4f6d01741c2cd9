using System;
using System.Collections.Generic;
using ILGPU.Runtime;
using NetSpec.Runtime.Weights;

namespace Samples.KsVit;

/// <summary>A part of the network, dense and sparse.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Dense">With dense layers.</param>
/// <param name="Sparse">With factors.</param>
/// <param name="Published">The ratio of the two times on the GPU of the thesis, Table 5.5.</param>
public sealed record Part(string Name, Pass Dense, Pass Sparse, double Published)
{
    private const int Seed = 1;

    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Part> All()
    {
        var (denseLinear, sparseLinear) = (new DenseLinear(Random(DenseLinear.Layout)), new SparseLinear(Random(SparseLinear.Layout)));
        var (denseMlp, sparseMlp) = (new DenseMlp(Random(DenseMlp.Layout)), new SparseMlp(Random(SparseMlp.Layout)));
        var (denseAttention, sparseAttention) = (new DenseAttention(Random(DenseAttention.Layout)), new SparseAttention(Random(SparseAttention.Layout)));
        var (denseEncoder, sparseEncoder) = (new DenseEncoder(Random(DenseEncoder.Layout)), new SparseEncoder(Random(SparseEncoder.Layout)));
        var (denseViT, sparseViT) = (new DenseViT(Random(DenseViT.Layout)), new SparseViT(Random(SparseViT.Layout)));
        return
        [
            new(
                "Linear N x N",
                Tokens(DenseLinear.ParameterCount, DenseLinear.MultiplyAdds, denseLinear.Forward, device =>
                {
                    var network = new DenseLinear.Gpu(denseLinear, device);
                    return new(network, network.Forward, network.Measure);
                }),
                Tokens(SparseLinear.ParameterCount, SparseLinear.MultiplyAdds, sparseLinear.Forward, device =>
                {
                    var network = new SparseLinear.Gpu(sparseLinear, device);
                    return new(network, network.Forward, network.Measure);
                }),
                0.50),
            new(
                "Feed-forward network",
                Tokens(DenseMlp.ParameterCount, DenseMlp.MultiplyAdds, denseMlp.Forward, device =>
                {
                    var network = new DenseMlp.Gpu(denseMlp, device);
                    return new(network, network.Forward, network.Measure);
                }),
                Tokens(SparseMlp.ParameterCount, SparseMlp.MultiplyAdds, sparseMlp.Forward, device =>
                {
                    var network = new SparseMlp.Gpu(sparseMlp, device);
                    return new(network, network.Forward, network.Measure);
                }),
                0.77),
            new(
                "Multi-head attention",
                Tokens(DenseAttention.ParameterCount, DenseAttention.MultiplyAdds, denseAttention.Forward, device =>
                {
                    var network = new DenseAttention.Gpu(denseAttention, device);
                    return new(network, network.Forward, network.Measure);
                }),
                Tokens(SparseAttention.ParameterCount, SparseAttention.MultiplyAdds, sparseAttention.Forward, device =>
                {
                    var network = new SparseAttention.Gpu(sparseAttention, device);
                    return new(network, network.Forward, network.Measure);
                }),
                0.79),
            new(
                "Block",
                Tokens(DenseEncoder.ParameterCount, DenseEncoder.MultiplyAdds, denseEncoder.Forward, device =>
                {
                    var network = new DenseEncoder.Gpu(denseEncoder, device);
                    return new(network, network.Forward, network.Measure);
                }),
                Tokens(SparseEncoder.ParameterCount, SparseEncoder.MultiplyAdds, sparseEncoder.Forward, device =>
                {
                    var network = new SparseEncoder.Gpu(sparseEncoder, device);
                    return new(network, network.Forward, network.Measure);
                }),
                0.78),
            new(
                "ViT-S/16",
                Image(DenseViT.ParameterCount, DenseViT.MultiplyAdds, denseViT.Forward, device =>
                {
                    var network = new DenseViT.Gpu(denseViT, device);
                    return new(network, network.Forward, network.Measure);
                }),
                Image(SparseViT.ParameterCount, SparseViT.MultiplyAdds, sparseViT.Forward, device =>
                {
                    var network = new SparseViT.Gpu(sparseViT, device);
                    return new(network, network.Forward, network.Measure);
                }),
                0.78),
        ];
    }

    private static ParameterStore Random(ParameterLayout layout) => ParameterStore.Random(layout, Seed);

    private static Pass Tokens(long parameters, long multiplyAdds, Pass.Forward forward, Func<Accelerator, DeviceNetwork> onDevice) =>
        new(parameters, multiplyAdds, DenseLinear.XSize, DenseLinear.YSize, forward, onDevice);

    private static Pass Image(long parameters, long multiplyAdds, Pass.Forward forward, Func<Accelerator, DeviceNetwork> onDevice) =>
        new(parameters, multiplyAdds, DenseViT.XSize, DenseViT.YSize, forward, onDevice);
}
