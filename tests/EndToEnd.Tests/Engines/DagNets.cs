using System.Collections.Generic;
using Corpus.Dags;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>The classes of <c>tests/Corpus/dags</c>.</summary>
internal static class DagNets
{
    public static IReadOnlyList<EmittedNet> All { get; } =
    [
        EmittedNet.Of(BnFoldedNeuron.Layout, p => new BnFoldedNeuron(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(BnSeparateNeuron.Layout, p => new BnSeparateNeuron(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(DenseDeep0.Layout, p => new DenseDeep0(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Fig31MaxpoolCounterexample.Layout, p => new Fig31MaxpoolCounterexample(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Fig34Left.Layout, p => new Fig34Left(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Fig34Right.Layout, p => new Fig34Right(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Groupsort4Nobias.Layout, p => new Groupsort4Nobias(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(IdentityMergeAfter.Layout, p => new IdentityMergeAfter(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(IdentityMergeBefore.Layout, p => new IdentityMergeBefore(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(InputDeadLast.Layout, p => new InputDeadLast(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(InputDeadOne.Layout, p => new InputDeadOne(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(InputToOutputDirect.Layout, p => new InputToOutputDirect(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Kpool1.Layout, p => new Kpool1(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Kpool3.Layout, p => new Kpool3(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(KpoolWeightedBiased1.Layout, p => new KpoolWeightedBiased1(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Large0.Layout, p => new Large0(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(LfcnBias2322.Layout, p => new LfcnBias2322(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(LfcnNobias231.Layout, p => new LfcnNobias231(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(LinearOnly32.Layout, p => new LinearOnly32(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Maxmin2.Layout, p => new Maxmin2(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Maxpool0.Layout, p => new Maxpool0(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Maxpool2.Layout, p => new Maxpool2(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(MixedReluId1.Layout, p => new MixedReluId1(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Negative1.Layout, p => new Negative1(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(OutputDead.Layout, p => new OutputDead(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SkipMulti1.Layout, p => new SkipMulti1(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SkipMulti3.Layout, p => new SkipMulti3(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SkipRelu1.Layout, p => new SkipRelu1(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(SkipRelu3.Layout, p => new SkipRelu3(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ZeroWeights0.Layout, p => new ZeroWeights0(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ZeroWeights2.Layout, p => new ZeroWeights2(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
    ];
}
