using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using static NetSpec.Generator.Tests.Emit.TestOps;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Small nets, one for each thing the emitter can print.</summary>
internal static class FeatureNets
{
    public static IReadOnlyDictionary<string, Net> All { get; } = Build();

    /// <summary>Those that the theory of paths speaks of.</summary>
    public static IEnumerable<string> InTheory => All.Where(net => PathModel.Obstacle(net.Value) is null).Select(net => net.Key);

    public static IReadOnlyDictionary<string, Net> Build() => new Dictionary<string, Net>
    {
        ["mlp"] = Mlp(),
        ["conv"] = Convolutions(),
        ["residual"] = Residual(),
        ["concat_view"] = ConcatView(),
        ["concat_copy"] = ConcatCopy(),
        ["pools"] = Pooling(),
        ["upsampling"] = Upsampling(),
        ["padding"] = Padded(),
        ["selections"] = Selections(),
        ["products"] = Products(),
        ["tokens"] = Tokens(),
        ["lengths"] = Lengths(),
        ["grouped"] = Grouped(),
        ["sparse"] = Sparse(),
        ["panels"] = Panels(),
        ["butterfly"] = Butterfly(),
        ["neurons"] = NeuronDag(),
        ["ports"] = Ports(),
        ["batch_last"] = BatchLast(),
        ["arguments"] = Arguments(),
        ["escaped"] = Escaped(),
        ["hiding"] = Hiding(),
        ["sorting"] = Sorting(),
        ["activations"] = Activations(),
        ["affine"] = Affine(),
        ["shared"] = Shared(),
        ["no_forward"] = NoForward(),
        ["no_weights"] = NoWeights(),
    };

    private static Net Activations()
    {
        var net = new GraphBuilder("Activations").In("Nets");
        var x = net.Input("x", 5, 4, 4);
        var leaky = net.Add("leaky", new LeakyRelu(0.01), net.Add("conv", TestOps.Conv(20, 3, pad: 1, bias: true), x));
        return net.Output("y", net.Add("last", new LeakyRelu(0.25), net.Add("mix", TestOps.Conv(3, 1), leaky))).Build();
    }

    private static Net Mlp()
    {
        var net = new GraphBuilder("Mlp").In("Samples.Small");
        var x = net.Input("x", 16);
        return net.Output("y", net.Chain("fc", x, new Linear(32, true), Rectify, new Dropout(0.5), new Linear(4, true))).Build();
    }

    private static Net Convolutions()
    {
        var net = new GraphBuilder("Convolutions").In("Nets");
        var image = net.Input("image", 3, 12, 12);
        var features = net.Chain("features", image, Conv(20, 3, 1, 1), Norm, Rectify, Conv(32, 3, 2, 1, bias: true), Rectify, Conv(32, 3, 1, 2, dilation: 2));
        return net.Output("logits", net.Chain("head", features, new AdaptiveAvgPool2D(1, 1), new Linear(10, true))).Build();
    }

    private static Net Residual()
    {
        var net = new GraphBuilder("Residual").In("Nets");
        var x = net.Input("x", 16, 8, 8);
        var main = net.Chain("main", x, Conv(32, 3, 2, 1), Norm, Rectify, Conv(32, 3, 1, 1), Norm);
        var skip = net.Chain("skip", x, Conv(32, 1, 2), Norm);
        var sum = net.Chain("sum", net.Add("sum", new Add(), main, skip), Rectify);
        var three = net.Add("three", new Add(), net.Chain("again", sum, Conv(32, 3, 1, 1)), sum, skip);
        return net.Output("y", three).Build();
    }

    private static Net ConcatView()
    {
        var net = new GraphBuilder("ConcatView").In("Nets");
        var x = net.Input("x", 16, 6, 6);
        var a = net.Chain("a", x, Conv(32, 1), Rectify);
        var b = net.Chain("b", x, Conv(16, 3, 1, 1), Rectify, Conv(10, 3, 1, 1));
        var inner = net.Add("inner", new Concat(), x, a);
        var all = net.Add("all", new Concat(), inner, b);
        return net.Output("y", net.Chain("head", all, Conv(8, 3, 1, 1))).Build();
    }

    private static Net ConcatCopy()
    {
        var net = new GraphBuilder("ConcatCopy").In("Nets");
        var x = net.Input("x", 8, 6, 6);
        var a = net.Chain("a", x, Conv(24, 1));
        var b = net.Chain("b", x, Conv(12, 1));
        var all = net.Add("all", new Concat(), a, b, x, b);
        return net.Output("y", net.Chain("head", all, Conv(8, 3, 1, 1))).Build();
    }

    private static Net Pooling()
    {
        var net = new GraphBuilder("Pooling").In("Nets");
        var x = net.Input("x", 4, 13, 11);
        var ceil = new Window(new Extent(3, 2), new Extent(2, 2), new Padding(1, 0, 1, 0), true);
        var max = net.Chain("max", x, MaxPool(3, 2, 1), MaxPool(2, 2, k: 3));
        var average = net.Chain("average", x, new AvgPool2D(ceil, true), new AvgPool2D(new Window(new Extent(3, 3), new Extent(1, 1), Padding.All(1), false), false), new AdaptiveAvgPool2D(3, 2), new Flatten());
        return net.Output("max", max).Output("average", average).Build();
    }

    private static Net Upsampling()
    {
        var net = new GraphBuilder("Upsampling").In("Nets");
        var x = net.Input("x", 16, 4, 4);
        var up = net.Chain("up", x, ConvTransposed(16, 2, 2), Rectify);
        var near = net.Chain("near", x, new Upsample(new Extent(2, 2)));
        return net.Output("y", net.Chain("out", net.Add("both", new Concat(), up, near), ConvTransposed(5, 3, 2, 1, 1))).Build();
    }

    private static Net Tokens()
    {
        var net = new GraphBuilder("Tokens").In("Nets");
        var words = net.Add("wpe", new Positions(16), net.Add("wte", new Embedding(50, 24), net.Ids("ids", 9)));
        var seen = net.Add(new Attention(2, IsCausal: true), net.Add("qkv", new Linear(72, true, IsTransposed: true), words));
        var patches = net.Add("cls_token", new Prepend(1), net.Add(new ToTokens(), net.Input("map", 24, 2, 4)));
        var sum = net.Add("pos_embed", new Positions(null), net.Add(new Add(), seen, patches));
        var mixed = net.Add(new Attention(3, IsCausal: false), sum, sum, seen);
        net.Output("next", net.AddWith("head", 1, new Linear(50, false), net.Add(new Token(8), mixed)));
        return net.Build();
    }

    private static Net Lengths()
    {
        var net = new GraphBuilder("Lengths").In("Nets");
        var x = net.Chain(
            "up", net.Input("x", 3, 4, 8), new Reshape(Shape.Sequence(16, 6)), new ConvTranspose1D(20, 3, 2, new(1, 1), 1, 1, Groups: 1, HasBias: true), new Upsample1D(2));
        var half = net.Add("half", new FeatureSlice(4, 16), x);
        var joint = net.Add("joint", new FeatureConcat(), half, net.Chain("other", half, new Interpolate1D(3, AlignsCorners: false), new FeatureSlice(0, 7)));
        net.Output("tokens", net.Chain("head", joint, new Linear(5, HasBias: true)));
        return net.Output("map", net.Chain("back", x, new Reshape(Shape.Map(5, 12, 8)))).Build();
    }

    private static Net Padded()
    {
        var net = new GraphBuilder("Padded").In("Nets");
        var x = net.Input("x", 3, 6, 6);
        var seen = net.Chain("seen", x, new Pad(new Padding(0, 0, 1, 1), 0, 0), Conv(16, 3, 2), Rectify, new Pad(Padding.All(1), 0, 16), MaxPool(3, 2));
        return net.Output("y", net.Chain("head", seen, new AdaptiveAvgPool2D(1, 1), new Pad(default, 2, 1), new Linear(4, true))).Build();
    }

    private static Net Selections()
    {
        var net = new GraphBuilder("Selections").In("Nets");
        var x = net.Chain("stem", net.Input("x", 3, 6, 6), Conv(48, 3), Rectify);
        var view = net.Chain("view", x, new Slice(16, 32), Rectify);
        var copy = net.Chain("copy", x, new Slice(8, 20), new Shuffle(4), new Crop(new Padding(1, 0, 0, 2)));
        net.Output("a", view);
        return net.Output("b", net.Chain("head", copy, new Flatten(), new Slice(3, 9), new Linear(4, true))).Build();
    }

    private static Net Products()
    {
        var net = new GraphBuilder("Products").In("Nets");
        var x = net.Chain("stem", net.Input("x", 3, 6, 6), Conv(20, 3), Rectify);
        var gate = net.Chain("gate", x, new AdaptiveAvgPool2D(1, 1), new Linear(20, true), new Sigmoid());
        var gated = net.Add("gated", new Mul(), gate, x);
        net.Output("squares", net.Chain("bent", net.Add("square", new Mul(), gated, gated), Rectify));
        return net.Output("y", net.Chain("head", gated, Conv(4, 1))).Build();
    }

    private static Net Grouped()
    {
        var net = new GraphBuilder("Grouped").In("Nets");
        var x = net.Input("x", 24, 7, 7);
        return net.Output("y", net.Chain("c", x, Conv(24, 3, 1, 1, groups: 24), Norm, Rectify, Conv(36, 3, 1, 1, groups: 4), Rectify)).Build();
    }

    private static Net Sparse()
    {
        var net = new GraphBuilder("Sparse").In("Nets");
        var x = net.Input("x", 48);
        var y = net.Chain("k", x, new Kronecker(new KsPattern(2, 8, 6, 4)), Rectify, new Kronecker(new KsPattern(1, 12, 16, 4)), new Bias());
        return net.Output("y", net.Add("sum", new Add(), x, y)).Build();
    }

    private static Net Butterfly()
    {
        var net = new GraphBuilder("Butterfly").In("Nets").BatchLast();
        var x = net.Input("x", 16);
        var factors = Enumerable.Range(0, 4).Select(l => new Kronecker(new KsPattern(1 << (3 - l), 2, 2, 1 << l)));
        return net.Output("y", net.Chain("k", x, [.. factors, new Bias(), Rectify])).Build();
    }

    private static Net Panels()
    {
        var net = new GraphBuilder("Panels").In("Nets").BatchLast();
        var ports = net.Input("ports", 48);
        var run = net.Input("run", 20);
        var h = net.Chain("h", ports, new Kronecker(new KsPattern(2, 8, 6, 4)), new Bias(), Norm, Rectify);
        var side = net.Chain("side", run, new Scale(false), Rectify, new Linear(64, true));
        var both = net.Add("both", new Concat(), run, h, side);
        var y = net.Chain("y", both, new Kronecker(new KsPattern(1, 3, 37, 4)), new Kronecker(new KsPattern(4, 12, 3, 1)));
        var sum = net.Add("sum", new Add(), y, ports);
        return net.Output("y", net.Add("positive", Rectify, sum)).Output("h", h).Output("echo", run).Output("side", net.Chain("last", side, new Linear(5, true))).Build();
    }

    private static Net NeuronDag()
    {
        var net = new GraphBuilder("Tiny").In("Nets");
        var x = net.Input("x", 2);
        Neuron[] items =
        [
            new("v", Activation.Relu, 0, EquatableArray.Of(new Edge(0, null), new Edge(1, null)), true),
            new("w", Activation.KMaxPool, 2, EquatableArray.Of(new Edge(0, null), new Edge(2, -1), new Edge(1, 0.1)), false),
            new("dead", Activation.Identity, 0, EquatableArray.Of(new Edge(1, null)), true),
            new("class", Activation.KMaxPool, 1, EquatableArray.Of(new Edge(2, null), new Edge(3, null)), true),
            new("y", Activation.Identity, 0, EquatableArray.Of(new Edge(5, 1), new Edge(0, 1)), true),
            new("constant", Activation.Relu, 0, default, true),
        ];
        var y = net.Add("neurons", new Neurons(EquatableArray.Of("x1", "x2"), items.ToEquatableArray(), EquatableArray.Of(4, 1, 5)), x);
        return net.Output("y", y).Build();
    }

    private static Net Ports()
    {
        var net = new GraphBuilder("Ports").In("Nets");
        var image = net.Input("image", 3, 6, 6);
        var words = net.Input("words", 20);
        net.Input("unused", 5);
        var seen = net.Chain("seen", image, Conv(8, 3, 2), Rectify, new Flatten(), new Linear(12, true));
        var read = net.Chain("read", words, new Linear(12, true));
        var match = net.Chain("match", net.Add("both", new Add(), seen, read), Rectify);
        return net.Output("match", match).Output("seen", seen).Output("again", seen).Output("echo", words).Build();
    }

    private static Net BatchLast()
    {
        var net = new GraphBuilder("BatchLast").In("Nets").BatchLast();
        var x = net.Input("x", 19);
        return net.Output("y", net.Chain("l", x, new Linear(40, true), Rectify, new Linear(7, true))).Build();
    }

    private static Net Arguments()
    {
        var net = new GraphBuilder("Arguments").In("Nets").Argument("classes", 7).Argument("width", 24);
        var x = net.Input("x", 5);
        return net.Output("y", net.Chain("l", x, new Linear(24, true), Rectify, new Linear(7, true))).Build();
    }

    private static Net Escaped()
    {
        var net = new GraphBuilder("class").In("Samples.namespace");
        var x = net.Input("base", 4);
        var run = net.Input("run", 4);
        var y = net.Add("0.pack", new Linear(4, true), x);
        var z = net.Add("Forward", new Linear(4, false), run);
        var first = net.Add("a_b.pack", new Linear(4, false), z);
        return net.Output("out", y).Output("first", first).Output("is", x).Build();
    }

    private static Net Hiding()
    {
        var net = new GraphBuilder("record").In("Nets");
        var x = net.Input("x", 4);
        var sum = net.Add("sum", new Add(), x, net.Input("Forward", 4), net.Input("nameof", 4), net.Input("XSize", 4), net.Input("LoadX", 4));
        return net.Output("Fc", net.Add("fc", new Linear(3, true), sum)).Output("CheckBatch", sum).Build();
    }

    private static Net Sorting()
    {
        var net = new GraphBuilder("Sorting").In("");
        var x = net.Input("x", 24);
        return net.Output("y", net.Chain("s", x, new GroupSort(4), new TopK(5))).Build();
    }

    private static Net Affine()
    {
        var net = new GraphBuilder("Affine").In("Nets");
        var x = net.Input("x", 10, 5, 5);
        var a = net.Chain("a", x, Norm, Rectify, Conv(10, 3, 1, 1), new Scale(true), new Scale(false), new Bias(), new BatchNorm(1e-3, false));
        return net.Output("y", net.Add("y", Rectify, net.Add("sum", new Add(), x, a))).Output("a", a).Build();
    }

    private static Net Shared()
    {
        var net = new GraphBuilder("Shared").In("Nets");
        var a = net.Input("a", 10);
        var b = net.Input("b", 10);
        var left = net.Add("tower", new Linear(12, true), a);
        var right = net.AddWith("twin", left, new Linear(12, true), b);
        return net.Output("y", net.Chain("head", net.Add("both", new Concat(), left, right), new Linear(3, true))).Build();
    }

    private static Net NoForward()
    {
        var net = new GraphBuilder("NoForward").In("Nets").Emitting();
        var x = net.Input("x", 10);
        return net.Output("y", net.Add("fc", new Linear(3, true), x)).Build();
    }

    private static Net NoWeights()
    {
        var net = new GraphBuilder("NoWeights").In("Nets");
        var x = net.Input("x", 4, 4, 4);
        return net.Output("y", net.Chain("p", x, MaxPool(2, 2), Rectify, new Flatten())).Build();
    }
}
