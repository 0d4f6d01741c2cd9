using System;
using System.Linq;
using System.Reflection;
using Corpus.Nets;
using NetSpec.Runtime;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Norms;

/// <summary>The emitted graphs of the corpus.</summary>
public sealed class ArchitectureTests
{
    private const long MaxMultiplyAdds = 4_000_000;

    /// <summary>Nets of a forward pass alone, some for their ops that the theory does not speak of.</summary>
    private static readonly Type[] Forward =
    [
        typeof(Corpus.Features.Sigmoids), typeof(Corpus.Features.HardSwishes), typeof(Corpus.Features.Smooth), typeof(Corpus.Features.Heads), typeof(Corpus.Features.SmoothPanels),
        typeof(Corpus.Nets.ViTSmall16), typeof(Corpus.Nets.ViTBase16), typeof(Corpus.Nets.KsViTSmall16), typeof(Corpus.Nets.KsGpt2Medium), typeof(Corpus.Nets.Gpt2Small), typeof(Corpus.Nets.Gpt2Medium),
        typeof(Corpus.Features.Attentions), typeof(Corpus.Features.ViTTiny), typeof(Corpus.Features.ViTBlock), typeof(Corpus.Features.GptTiny), typeof(Corpus.Features.DecoderDense), typeof(Corpus.Features.DecoderSparse), typeof(Corpus.Features.DecoderOdd), typeof(Corpus.Features.Registers), typeof(Corpus.Features.TwoReaders),
        typeof(Corpus.Nets.KeywordMixer), typeof(Corpus.Features.Mixers), typeof(Corpus.Features.Tokens), typeof(Corpus.Features.TokensLast), typeof(Corpus.Features.TokensSparse),
        typeof(Corpus.Features.Gated), typeof(Corpus.Features.BothOrders), typeof(Corpus.Features.Signals), typeof(Corpus.Features.Lengths), typeof(Corpus.Features.TokenFeatures), typeof(Corpus.Features.Reshaped),
        typeof(Corpus.Nets.MobileNetV3Small), typeof(Corpus.Nets.EfficientNetB0),
        typeof(Corpus.Features.Gates), typeof(Corpus.Features.Products), typeof(Corpus.Features.ProductPanels), typeof(Corpus.Features.GroupNorms), typeof(Corpus.Features.LayerNorms), typeof(Corpus.Features.LocalNorms),
        typeof(Corpus.Features.TorchFunctions), typeof(Corpus.Features.TorchNorms), typeof(Corpus.Features.TorchGroups), typeof(Corpus.Features.TorchAttention), typeof(Corpus.Features.TorchViTBlock),
        typeof(Corpus.Features.SeparableShared), typeof(Corpus.Features.SeparableDirect),
        typeof(Corpus.Features.PooledTiles), typeof(Corpus.Features.PooledShared), typeof(Corpus.Features.PooledDirect),
    ];

    public static TheoryData<string> Classes =>
    [
        .. typeof(ResNet18).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Model)) && !Forward.Contains(type)).Select(type => type.FullName!).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_net_has_a_graph_of_its_parameters(string name)
    {
        var type = typeof(ResNet18).Assembly.GetType(name)!;
        var architecture = (Architecture)type.GetProperty("Architecture", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

        Assert.Same(type.GetProperty("Layout")!.GetValue(null), architecture.Parameters);
        if (Convert.ToInt64(type.GetField("MultiplyAdds")!.GetRawConstantValue()) <= MaxMultiplyAdds)
            CheckEdges(architecture);
    }

    private static void CheckEdges(Architecture architecture)
    {
        var used = new bool[architecture.Parameters.Size];
        foreach (var layer in architecture.Layers)
        {
            var check = new Check(layer, used);
            layer.VisitEdges(ref check);
            foreach (var bias in Enumerable.Range(0, layer.Size).Select(layer.BiasOf).Where(bias => bias >= 0 && bias < used.Length))
                used[bias] = true;
        }

        // Not every element need be used: a tap of a kernel may fall into the padding everywhere. A batch-norm without
        // weight and bias has its two effective parameters where its statistics are.
        var plain = architecture.Layers.OfType<BatchNormLayer>().Where(norm => !norm.IsAffine).SelectMany(norm => new[] { norm.Mean, norm.Variance }).ToHashSet();
        Assert.All(architecture.Parameters, parameter => Assert.Equal(parameter.IsTrainable || plain.Contains(parameter.Offset), used.AsSpan(parameter.Offset, parameter.Size).Contains(true)));
    }

    private struct Check(Layer layer, bool[] used) : IEdgeVisitor
    {
        private int _target;

        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            if (target < _target || target >= layer.Size || (uint)source >= (uint)layer.Operands[operand].Size || (parameter < 0 && !(Math.Abs(constant) > 0)))
                Assert.Fail($"{layer} has an edge into {target} from {source} of operand {operand}");

            _target = target;
            if (parameter >= 0)
                used[parameter] = true;
        }
    }
}
