using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Corpus.Nets;
using NetSpec.Bench;
using NetSpec.Bench.Peers;
using NetSpec.Bench.Sparse;
using NetSpec.Bench.Torch;
using NetSpec.Runtime.Cpu;

// Usage: NetSpec.Bench [suite] [rounds] [simd level], NetSpec.Bench ks [command] [options],
// NetSpec.Bench cost-errors [part of a name], NetSpec.Bench layers [rounds] [part of a name] [threads],
// NetSpec.Bench transformers [rounds] [part of a name], NetSpec.Bench agreement [--write folder],
// or NetSpec.Bench peers [rounds] [--only part-of-a-name] [--out folder]
var suite = args.ElementAtOrDefault(0) ?? "resnet18";
if (suite == "ks")
{
    return KsSuite.Run(args[1..]);
}

if (suite == "peers")
{
    return PeerSuite.Run(args[1..]);
}

if (suite == "agreement")
{
    return AgreementSuite.Run(args[1..]);
}

if (suite == "cost-errors")
{
    return CostErrors.Print(args.ElementAtOrDefault(1) ?? "");
}

if (suite == StartupRun.Word)
{
    return StartupRun.Run(args[1], args[2], args[3]);
}

var rounds = int.Parse(args.ElementAtOrDefault(1) ?? "15", CultureInfo.InvariantCulture);
if (suite == "layers")
{
    return LayerSuite.Run(rounds, args.ElementAtOrDefault(2) ?? "", int.Parse(args.ElementAtOrDefault(3) ?? "1", CultureInfo.InvariantCulture));
}

if (suite == "transformers")
{
    return TransformerSuite.Run(rounds, args.ElementAtOrDefault(2) ?? "");
}

var simd = Enum.Parse<SimdLevel>(args.ElementAtOrDefault(2) ?? SimdLevels.Best.ToString());
if (suite == "paths")
{
    PathSuite.Print(new Rounds(rounds, 0.01), simd);
    return 0;
}

if (suite == "startup")
{
    return StartupSuite.Run(rounds);
}

if (suite == "costs")
{
    PathSuite.PrintCosts(new Rounds(rounds, 0.01), simd);
    return 0;
}

if (suite == "averages")
{
    PathSuite.PrintAverages(new Rounds(rounds, 0.01), simd);
    return 0;
}

List<ICandidate> candidates = suite switch
{
    "resnet18" => Convolutions(
        new(3, 64, 224, 7, 2, Planar: true),
        new(64, 64, 56, 3),
        new(64, 128, 56, 3, 2),
        new(64, 128, 56, 1, 2),
        new(128, 128, 28, 3),
        new(128, 256, 28, 3, 2),
        new(128, 256, 28, 1, 2),
        new(256, 256, 14, 3),
        new(256, 512, 14, 3, 2),
        new(256, 512, 14, 1, 2),
        new(512, 512, 7, 3)),
    "mobilenet" => Convolutions(
        new(3, 32, 224, 3, 2, Planar: true),
        new(32, 32, 112, 3, Groups: 32),
        new(32, 64, 112, 1),
        new(64, 64, 112, 3, 2, Groups: 64),
        new(128, 128, 56, 1),
        new(256, 256, 28, 3, Groups: 256),
        new(512, 512, 14, 3, Groups: 512),
        new(512, 512, 14, 1),
        new(1024, 1024, 7, 3, Groups: 1024),
        new(1024, 1024, 7, 1)),
    "gradients" =>
    [
        .. from size in (IEnumerable<LayerSize>)
           [
               new(3, 64, 224, 7, 2, Planar: true),
               new(64, 64, 56, 3),
               new(64, 64, 17, 3),
               new(64, 128, 56, 3, 2),
               new(64, 128, 56, 1, 2),
               new(128, 128, 28, 3),
               new(128, 128, 19, 3),
               new(256, 256, 14, 3),
               new(256, 512, 14, 3, 2),
               new(256, 512, 14, 1, 2),
               new(512, 512, 7, 3),
               new(64, 256, 56, 1),
               new(512, 2048, 7, 1),
               new(128, 128, 56, 3, Groups: 128),
           ]
           select new ConvCostLayer(size, simd),
    ],
    "winograd" =>
    [
        .. from size in (IEnumerable<LayerSize>)
           [
               new(16, 16, 64, 3),
               new(32, 32, 32, 3),
               new(64, 64, 56, 3),
               new(128, 128, 28, 3),
               new(256, 256, 14, 3),
               new(512, 512, 7, 3),
               new(64, 128, 112, 3),
               new(128, 256, 56, 3),
               new(256, 256, 56, 3),
               new(256, 512, 28, 3),
               new(512, 512, 28, 3),
               new(512, 512, 14, 3),
           ]
           from tile in (int[])[0, 2, 4]
           select new ConvLayer(size, simd, tile),
    ],
    "dense" =>
    [
        .. from batch in (IEnumerable<int>)[1, 2, 64]
           from size in (IEnumerable<(int In, int Out)>)[(16, 32), (32, 4), (784, 512), (512, 512), (512, 10), (512, 1000)]
           select new DenseLayer(size.In, size.Out, batch, simd),
    ],
    "maps" => [.. MapOp.All(simd)],
    "models" =>
    [
        WholeModel.Of(MlpSmall.Layout, p => new MlpSmall(p), m => m.Forward, MlpSmall.XSize, MlpSmall.YSize, MlpSmall.MultiplyAdds, 1, simd),
        WholeModel.Of(MlpDigits.Layout, p => new MlpDigits(p), m => m.Forward, MlpDigits.XSize, MlpDigits.YSize, MlpDigits.MultiplyAdds, 1, simd),
        WholeModel.Of(MlpDigits.Layout, p => new MlpDigits(p), m => m.Forward, MlpDigits.XSize, MlpDigits.YSize, MlpDigits.MultiplyAdds, 64, simd),
        WholeModel.Of(UNet.Layout, p => new UNet(p), m => m.Forward, UNet.ImageSize, UNet.MasksSize, UNet.MultiplyAdds, 1, simd),
        WholeModel.Of(MobileNetV1.Layout, p => new MobileNetV1(p), m => m.Forward, MobileNetV1.ImageSize, MobileNetV1.LogitsSize, MobileNetV1.MultiplyAdds, 1, simd),
        WholeModel.Of(ResNet18.Layout, p => new ResNet18(p), m => m.Forward, ResNet18.ImageSize, ResNet18.LogitsSize, ResNet18.MultiplyAdds, 1, simd),
        WholeModel.Of(ResNet50.Layout, p => new ResNet50(p), m => m.Forward, ResNet50.ImageSize, ResNet50.LogitsSize, ResNet50.MultiplyAdds, 1, simd),
        WholeModel.Of(Vgg11.Layout, p => new Vgg11(p), m => m.Forward, Vgg11.ImageSize, Vgg11.LogitsSize, Vgg11.MultiplyAdds, 1, simd),
    ],
    _ => throw new ArgumentException(
        $"There is no suite '{suite}'; there are resnet18, mobilenet, gradients, winograd, dense, maps, models, paths, costs, cost-errors, layers, startup, transformers, ks, peers and agreement."),
};

for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
{
    new Rounds(rounds, 0.01).Print($"{suite} at {simd}", candidates, threads);
}

return 0;

List<ICandidate> Convolutions(params ReadOnlySpan<LayerSize> sizes)
{
    List<ICandidate> result = [];
    foreach (var size in sizes)
    {
        result.Add(new ConvLayer(size, simd));
    }

    return result;
}
