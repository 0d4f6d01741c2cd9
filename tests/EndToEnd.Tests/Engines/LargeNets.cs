using System.Collections.Generic;
using Corpus.Nets;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>The classes of <c>tests/Corpus/nets</c>.</summary>
internal static class LargeNets
{
    public static IReadOnlyList<EmittedNet> All { get; } =
    [
        // alexnet.netspec
        EmittedNet.Of(AlexNet.Layout, p => new AlexNet(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // darknet53.netspec
        EmittedNet.Of(Darknet53.Layout, p => new Darknet53(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // densenet.netspec
        EmittedNet.Of(DenseNet121.Layout, p => new DenseNet121(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // efficientnet.netspec
        EmittedNet.Of(EfficientNetB0.Layout, p => new EfficientNetB0(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // googlenet.netspec
        EmittedNet.Of(GoogLeNet.Layout, p => new GoogLeNet(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // gpt2.netspec
        EmittedNet.Of(Gpt2Small.Layout, p => new Gpt2Small(p), (m, x, y, n, w, t) => m.Forward(EmittedNet.Ids(x[0]), y[0], n, w, t)),
        EmittedNet.Of(KsGpt2Medium.Layout, p => new KsGpt2Medium(p), (m, x, y, n, w, t) => m.Forward(EmittedNet.Ids(x[0]), y[0], n, w, t)),
        EmittedNet.Of(Gpt2Medium.Layout, p => new Gpt2Medium(p), (m, x, y, n, w, t) => m.Forward(EmittedNet.Ids(x[0]), y[0], n, w, t)),

        // inception_v3.netspec
        EmittedNet.Of(InceptionV3.Layout, p => new InceptionV3(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // keyword_mixer.netspec
        EmittedNet.Of(KeywordMixer.Layout, p => new KeywordMixer(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // m5.netspec
        EmittedNet.Of(M5.Layout, p => new M5(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // mlp.netspec
        EmittedNet.Of(MlpSmall.Layout, p => new MlpSmall(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(MlpDigits.Layout, p => new MlpDigits(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // mobilenet_v1.netspec
        EmittedNet.Of(MobileNetV1.Layout, p => new MobileNetV1(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // mobilenet_v2.netspec
        EmittedNet.Of(MobileNetV2.Layout, p => new MobileNetV2(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // mobilenet_v3.netspec
        EmittedNet.Of(MobileNetV3Small.Layout, p => new MobileNetV3Small(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // resnet_basic.netspec
        EmittedNet.Of(ResNet18.Layout, p => new ResNet18(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ResNet34.Layout, p => new ResNet34(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // resnet_bottleneck.netspec
        EmittedNet.Of(ResNet50.Layout, p => new ResNet50(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ResNet101.Layout, p => new ResNet101(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ResNet152.Layout, p => new ResNet152(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // shufflenet_v2.netspec
        EmittedNet.Of(ShuffleNetV2.Layout, p => new ShuffleNetV2(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // sparse.netspec
        EmittedNet.Of(KsVitMlp.Layout, p => new KsVitMlp(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Butterfly1024.Layout, p => new Butterfly1024(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // squeezenet.netspec
        EmittedNet.Of(SqueezeNet.Layout, p => new SqueezeNet(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // tc_resnet.netspec
        EmittedNet.Of(TcResNet8.Layout, p => new TcResNet8(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // tiny_cnns.netspec
        EmittedNet.Of(T1ConvBnMaxpaddedGapFc.Layout, p => new T1ConvBnMaxpaddedGapFc(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(T4MiniUnet.Layout, p => new T4MiniUnet(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(T5ConvBiasThenBn.Layout, p => new T5ConvBiasThenBn(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(T6GroupedDepthwiseDilated.Layout, p => new T6GroupedDepthwiseDilated(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // unet.netspec
        EmittedNet.Of(UNet.Layout, p => new UNet(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // vit.netspec
        EmittedNet.Of(ViTSmall16.Layout, p => new ViTSmall16(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(KsViTSmall16.Layout, p => new KsViTSmall16(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(ViTBase16.Layout, p => new ViTBase16(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),

        // vgg.netspec
        EmittedNet.Of(Vgg11.Layout, p => new Vgg11(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Vgg11Bn.Layout, p => new Vgg11Bn(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Vgg16.Layout, p => new Vgg16(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
        EmittedNet.Of(Vgg16Bn.Layout, p => new Vgg16Bn(p), (m, x, y, n, w, t) => m.Forward(x[0], y[0], n, w, t)),
    ];
}
