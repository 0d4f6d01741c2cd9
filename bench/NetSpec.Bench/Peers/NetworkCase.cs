using System;
using System.Collections.Generic;
using System.Linq;
using Corpus.Nets;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Peers;

/// <summary>A whole network with a batch: its emitted class beside its graph.</summary>
internal sealed class NetworkCase
{
    private readonly Func<ParameterStore, (Model Model, WholeModel.Pass Forward)> _make;

    private NetworkCase(string name, int batch, ParameterLayout layout, int inputSize, int outputSize, Func<ParameterStore, (Model, WholeModel.Pass)> make) =>
        (Name, Batch, Layout, InputSize, OutputSize, _make) = (name, batch, layout, inputSize, outputSize, make);

    /// <summary>Those of the goals.</summary>
    public static IReadOnlyList<NetworkCase> All { get; } =
    [
        Of(nameof(MlpSmall), 1, MlpSmall.Layout, MlpSmall.XSize, MlpSmall.YSize, p => new MlpSmall(p), m => m.Forward),
        Of(nameof(MlpDigits), 1, MlpDigits.Layout, MlpDigits.XSize, MlpDigits.YSize, p => new MlpDigits(p), m => m.Forward),
        Of(nameof(MlpDigits), 64, MlpDigits.Layout, MlpDigits.XSize, MlpDigits.YSize, p => new MlpDigits(p), m => m.Forward),
        Of(nameof(UNet), 1, UNet.Layout, UNet.ImageSize, UNet.MasksSize, p => new UNet(p), m => m.Forward),
        Of(nameof(MobileNetV1), 1, MobileNetV1.Layout, MobileNetV1.ImageSize, MobileNetV1.LogitsSize, p => new MobileNetV1(p), m => m.Forward),
        Of(nameof(MobileNetV1), 8, MobileNetV1.Layout, MobileNetV1.ImageSize, MobileNetV1.LogitsSize, p => new MobileNetV1(p), m => m.Forward),
        Of(nameof(MobileNetV2), 1, MobileNetV2.Layout, MobileNetV2.ImageSize, MobileNetV2.LogitsSize, p => new MobileNetV2(p), m => m.Forward),
        Of(nameof(MobileNetV2), 8, MobileNetV2.Layout, MobileNetV2.ImageSize, MobileNetV2.LogitsSize, p => new MobileNetV2(p), m => m.Forward),
        Of(nameof(ResNet18), 1, ResNet18.Layout, ResNet18.ImageSize, ResNet18.LogitsSize, p => new ResNet18(p), m => m.Forward),
        Of(nameof(ResNet18), 8, ResNet18.Layout, ResNet18.ImageSize, ResNet18.LogitsSize, p => new ResNet18(p), m => m.Forward),
        Of(nameof(ResNet50), 1, ResNet50.Layout, ResNet50.ImageSize, ResNet50.LogitsSize, p => new ResNet50(p), m => m.Forward),
        Of(nameof(ViTSmall16), 1, ViTSmall16.Layout, ViTSmall16.ImageSize, ViTSmall16.LogitsSize, p => new ViTSmall16(p), m => m.Forward),
        Of(nameof(ViTSmall16), 8, ViTSmall16.Layout, ViTSmall16.ImageSize, ViTSmall16.LogitsSize, p => new ViTSmall16(p), m => m.Forward),
        Of(nameof(Vgg11Features), 1, Vgg11Features.Layout, Vgg11Features.ImageSize, Vgg11Features.MapsSize, p => new Vgg11Features(p), m => m.Forward),
        Of(nameof(Vgg11), 1, Vgg11.Layout, Vgg11.ImageSize, Vgg11.LogitsSize, p => new Vgg11(p), m => m.Forward),
    ];

    /// <summary>Those without a peer, whose steps are timed.</summary>
    public static IReadOnlyList<NetworkCase> Sparse { get; } =
    [
        Of(nameof(KsViTSmall16), 1, KsViTSmall16.Layout, KsViTSmall16.ImageSize, KsViTSmall16.LogitsSize, p => new KsViTSmall16(p), m => m.Forward),
    ];

    /// <summary>The net's name.</summary>
    public string Name { get; }

    /// <summary>Samples of a run.</summary>
    public int Batch { get; }

    /// <summary>The parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>Floats of a sample.</summary>
    public int InputSize { get; }

    /// <summary>Floats of its result.</summary>
    public int OutputSize { get; }

    /// <summary>The graph that the class was emitted from.</summary>
    public Net Net() => EmbeddedNets.All.Single(net => net.Name == Name);

    /// <summary>Our forward pass with a workspace of its own.</summary>
    public (Workspace Workspace, Action<float[], float[], int> Run) Ours(ParameterStore weights)
    {
        var (_, workspace, run) = OursWithModel(weights);
        return (workspace, run);
    }

    /// <summary>The same, with the model.</summary>
    public (Model Model, Workspace Workspace, Action<float[], float[], int> Run) OursWithModel(ParameterStore weights)
    {
        var (model, forward) = _make(weights);
        var workspace = model.CreateWorkspace(Batch, SimdLevels.Best);
        return (model, workspace, (input, output, threads) => forward(input, output, Batch, workspace, threads));
    }

    private static NetworkCase Of<TModel>(
        string name,
        int batch,
        ParameterLayout layout,
        int inputSize,
        int outputSize,
        Func<ParameterStore, TModel> make,
        Func<TModel, WholeModel.Pass> forward)
        where TModel : Model => new(name, batch, layout, inputSize, outputSize, weights =>
        {
            var model = make(weights);
            return (model, forward(model));
        });
}
