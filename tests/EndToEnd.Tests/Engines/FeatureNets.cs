using System.Collections.Generic;
using Corpus.Features;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>The classes of <c>tests/Corpus/features</c>.</summary>
internal static class FeatureNets
{
    public static IReadOnlyList<EmittedNet> All { get; } =
    [
        // activations.netspec
        EmittedNet.Of(LeakyRelus.Layout, p => new LeakyRelus(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(LeakyEnds.Layout, p => new LeakyEnds(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(PRelus.Layout, p => new PRelus(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(Sigmoids.Layout, p => new Sigmoids(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], y[1], n, w, t)),

        // attention.netspec
        EmittedNet.Of(Attentions.Layout, p => new Attentions(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(ViTBlock.Layout, p => new ViTBlock(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ViTTiny.Layout, p => new ViTTiny(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(GptTiny.Layout, p => new GptTiny(p), (m, x, y, n, w, t) => m.Forward(EmittedNet.Ids(x[0]), y[0], y[1], n, w, t)),
        EmittedNet.Of(Registers.Layout, p => new Registers(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(TwoReaders.Layout, p => new TwoReaders(p), (m, x, y, n, w, t) => m.Forward(EmittedNet.Ids(x[0]), y[0], y[1], n, w, t)),

        // chains.netspec
        EmittedNet.Of(ChainDense.Layout, p => new ChainDense(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainLowRank.Layout, p => new ChainLowRank(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainButterfly.Layout, p => new ChainButterfly(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainBlockButterfly.Layout, p => new ChainBlockButterfly(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainKaleidoscope.Layout, p => new ChainKaleidoscope(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainBlockKaleidoscope.Layout, p => new ChainBlockKaleidoscope(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainMonarch.Layout, p => new ChainMonarch(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainRaggedMonarch.Layout, p => new ChainRaggedMonarch(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainDeformable.Layout, p => new ChainDeformable(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainLastDense.Layout, p => new ChainLastDense(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainLastLowRank.Layout, p => new ChainLastLowRank(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainLastButterfly.Layout, p => new ChainLastButterfly(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainLastBlockButterfly.Layout, p => new ChainLastBlockButterfly(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainLastKaleidoscope.Layout, p => new ChainLastKaleidoscope(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainLastMonarch.Layout, p => new ChainLastMonarch(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainLastDeformable.Layout, p => new ChainLastDeformable(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ChainBlocks.Layout, p => new ChainBlocks(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], n, w, t)),

        // conv.netspec
        EmittedNet.Of(ConvPlain.Layout, p => new ConvPlain(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ConvPadding.Layout, p => new ConvPadding(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ConvDilation.Layout, p => new ConvDilation(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ConvGroups.Layout, p => new ConvGroups(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Depthwise.Layout, p => new Depthwise(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ConvWide.Layout, p => new ConvWide(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ConvPointwise.Layout, p => new ConvPointwise(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ConvWholeMap.Layout, p => new ConvWholeMap(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SamePadding.Layout, p => new SamePadding(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),

        // conv_transpose.netspec
        EmittedNet.Of(TransposeUp.Layout, p => new TransposeUp(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(TransposeOverlap.Layout, p => new TransposeOverlap(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(TransposeGroups.Layout, p => new TransposeGroups(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // decoders.netspec
        EmittedNet.Of(DecoderDense.Layout, p => new DecoderDense(p), (m, x, y, n, w, t) => m.Forward(EmittedNet.Ids(x[0]), y[0], n, w, t)),
        EmittedNet.Of(DecoderSparse.Layout, p => new DecoderSparse(p), (m, x, y, n, w, t) => m.Forward(EmittedNet.Ids(x[0]), y[0], n, w, t)),
        EmittedNet.Of(DecoderOdd.Layout, p => new DecoderOdd(p), (m, x, y, n, w, t) => m.Forward(EmittedNet.Ids(x[0]), y[0], y[1], y[2], n, w, t)),

        // dense.netspec
        EmittedNet.Of(LinearLayers.Layout, p => new LinearLayers(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Affine.Layout, p => new Affine(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(BatchNorms.Layout, p => new BatchNorms(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(PlainBatchNorms.Layout, p => new PlainBatchNorms(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(VectorBatchNorm.Layout, p => new VectorBatchNorm(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // heads.netspec
        EmittedNet.Of(DenseHead.Layout, p => new DenseHead(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SparseHead.Layout, p => new SparseHead(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(TwoBranches.Layout, p => new TwoBranches(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),

        // joins.netspec
        EmittedNet.Of(Sums.Layout, p => new Sums(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], x[2], y[0], y[1], n, w, t)),
        EmittedNet.Of(Concats.Layout, p => new Concats(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(VectorConcat.Layout, p => new VectorConcat(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], n, w, t)),
        EmittedNet.Of(Upsamples.Layout, p => new Upsamples(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Interpolations.Layout, p => new Interpolations(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(Flattens.Layout, p => new Flattens(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Residual.Layout, p => new Residual(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Corners.Layout, p => new Corners(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(Pads.Layout, p => new Pads(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(OnePosition.Layout, p => new OnePosition(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], x[2], y[0], y[1], y[2], y[3], y[4], y[5], n, w, t)),

        // layouts.netspec
        EmittedNet.Of(BatchLastDense.Layout, p => new BatchLastDense(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(BatchLastMap.Layout, p => new BatchLastMap(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(BatchLastSparse.Layout, p => new BatchLastSparse(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(BatchFirstSparse.Layout, p => new BatchFirstSparse(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // many_inputs.netspec
        EmittedNet.Of(TwoTowers.Layout, p => new TwoTowers(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], y[1], y[2], n, w, t)),

        // names.netspec
        EmittedNet.Of(Names.Layout, p => new Names(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Shared.Layout, p => new Shared(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], n, w, t)),

        // libtorch.netspec
        EmittedNet.Of(
            TorchFunctions.Layout,
            p => new TorchFunctions(p),
            (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], y[4], y[5], y[6], y[7], y[8], y[9], y[10], y[11], n, w, t)),
        EmittedNet.Of(TorchNorms.Layout, p => new TorchNorms(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], y[4], n, w, t)),
        EmittedNet.Of(TorchGroups.Layout, p => new TorchGroups(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(TorchAttention.Layout, p => new TorchAttention(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(TorchViTBlock.Layout, p => new TorchViTBlock(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // neurons.netspec
        EmittedNet.Of(Tiny.Layout, p => new Tiny(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(FrozenEdges.Layout, p => new FrozenEdges(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(GivenOut.Layout, p => new GivenOut(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Stages.Layout, p => new Stages(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // panels.netspec
        EmittedNet.Of(PanelPorts.Layout, p => new PanelPorts(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(PanelPortsLast.Layout, p => new PanelPortsLast(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(PanelConcats.Layout, p => new PanelConcats(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(PanelElements.Layout, p => new PanelElements(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(PanelTied.Layout, p => new PanelTied(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], y[1], n, w, t)),

        // pooled.netspec
        EmittedNet.Of(Pooled.Layout, p => new Pooled(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(PooledTiles.Layout, p => new PooledTiles(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(PooledShared.Layout, p => new PooledShared(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(PooledDirect.Layout, p => new PooledDirect(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // pools.netspec
        EmittedNet.Of(MaxPools.Layout, p => new MaxPools(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(KMaxPools.Layout, p => new KMaxPools(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(AveragePools.Layout, p => new AveragePools(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(AdaptivePools.Layout, p => new AdaptivePools(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(GlobalPools.Layout, p => new GlobalPools(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),

        // norms.netspec
        EmittedNet.Of(GroupNorms.Layout, p => new GroupNorms(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(LayerNorms.Layout, p => new LayerNorms(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(LocalNorms.Layout, p => new LocalNorms(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // products.netspec
        EmittedNet.Of(Gates.Layout, p => new Gates(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(Products.Layout, p => new Products(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], x[2], x[3], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(ProductPanels.Layout, p => new ProductPanels(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // repeats.netspec
        EmittedNet.Of(Repeats.Layout, p => new Repeats(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Thrice.Layout, p => new Thrice(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // selections.netspec
        EmittedNet.Of(Slices.Layout, p => new Slices(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], y[4], n, w, t)),
        EmittedNet.Of(Splits.Layout, p => new Splits(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(ShuffleUnit.Layout, p => new ShuffleUnit(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Crops.Layout, p => new Crops(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(VectorSelections.Layout, p => new VectorSelections(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(SelectionPanels.Layout, p => new SelectionPanels(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),

        // separable.netspec
        EmittedNet.Of(Separable.Layout, p => new Separable(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SeparableResidual.Layout, p => new SeparableResidual(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SeparableShared.Layout, p => new SeparableShared(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SeparableDirect.Layout, p => new SeparableDirect(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // sorts.netspec
        EmittedNet.Of(GroupSorts.Layout, p => new GroupSorts(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(MapSorts.Layout, p => new MapSorts(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(TopK.Layout, p => new TopK(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // sparse_patterns.netspec
        EmittedNet.Of(KsDense.Layout, p => new KsDense(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(KsBlocks.Layout, p => new KsBlocks(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(KsStrided.Layout, p => new KsStrided(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(KsButterfly.Layout, p => new KsButterfly(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(KsOddStride.Layout, p => new KsOddStride(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // extremes.netspec
        EmittedNet.Of(Thin.Layout, p => new Thin(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(SinglePosition.Layout, p => new SinglePosition(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(FarApart.Layout, p => new FarApart(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], y[4], n, w, t)),
        EmittedNet.Of(LeapingPools.Layout, p => new LeapingPools(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], y[3], n, w, t)),
        EmittedNet.Of(OddGroups.Layout, p => new OddGroups(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(DepthwiseMultiplier.Layout, p => new DepthwiseMultiplier(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Nested.Layout, p => new Nested(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(Ladder.Layout, p => new Ladder(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(AsymmetricPools.Layout, p => new AsymmetricPools(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(WideVectors.Layout, p => new WideVectors(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),

        // sequences.netspec
        EmittedNet.Of(Signals.Layout, p => new Signals(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(Gated.Layout, p => new Gated(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(Tokens.Layout, p => new Tokens(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(TokensLast.Layout, p => new TokensLast(p), (m, x, y, n, w, t) => m.Forward(x[0], x[1], y[0], y[1], n, w, t)),
        EmittedNet.Of(BothOrders.Layout, p => new BothOrders(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Mixers.Layout, p => new Mixers(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(TokensSparse.Layout, p => new TokensSparse(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(SignalPaths.Layout, p => new SignalPaths(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(TokenPaths.Layout, p => new TokenPaths(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(Lengths.Layout, p => new Lengths(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(TokenFeatures.Layout, p => new TokenFeatures(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(Reshaped.Layout, p => new Reshaped(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(SparsePaths.Layout, p => new SparsePaths(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // smooth.netspec
        EmittedNet.Of(Clamps.Layout, p => new Clamps(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(ClampedNorms.Layout, p => new ClampedNorms(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(HardSwishes.Layout, p => new HardSwishes(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ScoredClasses.Layout, p => new ScoredClasses(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ScoredLogs.Layout, p => new ScoredLogs(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ScoredParts.Layout, p => new ScoredParts(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(Smooth.Layout, p => new Smooth(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], n, w, t)),
        EmittedNet.Of(Heads.Layout, p => new Heads(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], y[1], y[2], n, w, t)),
        EmittedNet.Of(SmoothPanels.Layout, p => new SmoothPanels(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Distances.Layout, p => new Distances(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
    ];
}
