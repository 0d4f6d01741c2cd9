using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Tests.Support.RandomNets;

/// <summary>Ops of one operand at random, with all of their arguments. Not every one fits its operand: see <see cref="Op.Infer"/>.</summary>
internal sealed class RandomOps(Random random, int[] allWidths)
{
    /// <summary>One lane, a block less one, a block, one more: where padding lanes, views and copies differ.</summary>
    public static readonly int[] Ragged = [1, 2, 3, 5, 8, 15, 16, 16, 17, 24, 31, 32, 32, 33, 40, 48, 64, 80];

    /// <summary>Widths of nets whose paths are few.</summary>
    public static readonly int[] Tiny = [1, 2, 2, 3, 4];

    // A few of them a net, so that values fit together.
    private readonly int[] _widths = [.. Enumerable.Range(0, 3).Select(_ => allWidths[random.Next(allWidths.Length)])];

    public int Width() => _widths[random.Next(_widths.Length)];

    public bool Flip() => random.Next(2) == 0;

    public Op Any(Shape shape) => shape.IsVector ? OnVector(shape) : shape.IsSequence ? OnSequence(shape) : OnMap(shape);

    /// <summary>A convolution that keeps height and width, so that its result can be added to others.</summary>
    public Conv2D SameConvolution(Shape shape, int channels)
    {
        var kernel = new Extent((2 * random.Next(2)) + 1, (2 * random.Next(2)) + 1);
        var dilation = new Extent(random.Next(1, 3), random.Next(1, 3));
        var (rows, columns) = (dilation.Height * (kernel.Height / 2), dilation.Width * (kernel.Width / 2));
        return new Conv2D(channels, kernel, new Extent(1, 1), new Padding(rows, columns, rows, columns), dilation, Groups(shape.Channels, channels), Flip());
    }

    /// <summary>An op that keeps the shape and treats all positions alike.</summary>
    public Op Elementwise() => random.Next(8) switch
    {
        < 3 => Activation(),
        3 => new Bias(),
        4 => new Scale(Flip()),
        5 => new BatchNorm(Flip() ? 1e-5 : 1e-3, random.Next(4) > 0),
        6 => new Identity(),
        _ => new Dropout(0.25),
    };

    private Op Activation() => random.Next(8) switch
    {
        0 => Flip() ? new LeakyRelu(random.Next(1, 8) / 8.0) : new PRelu(Flip()),
        1 => Bounded(),
        2 when allWidths != Tiny => Smooth(),
        _ => new Relu(),
    };

    /// <summary>An activation that the theory writes with frozen biases.</summary>
    private Op Bounded() => random.Next(5) switch
    {
        0 => new Clamp(0, 6),
        1 => new Clamp(-0.25, 0.5),
        2 => new Clamp(0.125, 0.75),
        3 => new HardSigmoid(),
        _ => new Abs(),
    };

    /// <summary>An activation that the theory does not speak of.</summary>
    private Op Smooth() => random.Next(9) switch
    {
        0 => new HardSwish(),
        1 => new Tanh(),
        2 => new Silu(),
        3 => new Gelu(Flip()),
        4 => new Elu(random.Next(1, 8) / 4.0),
        5 => new Softplus(),
        6 => new Mish(),
        _ => new Sigmoid(),
    };

    private Op OnMap(Shape shape) => random.Next(32) switch
    {
        < 5 => Convolution(shape, Width(), Groups(shape.Channels, 0)),
        5 => Convolution(shape, shape.Channels * random.Next(1, 3), shape.Channels),
        < 8 => SameConvolution(shape, Flip() ? shape.Channels : Width()),
        < 10 => Transposed(shape),
        < 14 => Elementwise(),
        < 17 => Pool(),
        17 => new AdaptiveAvgPool2D(random.Next(1, 4), random.Next(1, 4)),
        18 when Flip() => new AdaptiveAvgPool2D(1, 1),
        18 => new Interpolate(new Extent(random.Next(1, 4), random.Next(1, 3)), Flip()),
        19 => new Upsample(new Extent(random.Next(1, 3), random.Next(1, 4))),
        20 => allWidths != Tiny && random.Next(4) == 0 ? new ToTokens() : new Flatten(),
        < 23 => Pad(),
        < 26 => Select(shape),
        26 when allWidths != Tiny => Norm(shape),
        31 when allWidths != Tiny => Reshape(shape),
        27 => new Crop(new Padding(random.Next(3), random.Next(3), random.Next(3), random.Next(3))),
        _ => Sort(shape),
    };

    private Op OnSequence(Shape shape) => random.Next(27) switch
    {
        22 => SignalTransposed(shape),
        23 => Flip() ? new Upsample1D(random.Next(1, 4)) : new Interpolate1D(random.Next(1, 4), Flip()),
        24 => FeaturesOf(shape),
        25 when allWidths != Tiny => Reshape(shape),
        26 => FeaturesOf(shape),
        18 when allWidths != Tiny => new Prepend(random.Next(1, 4)),
        19 when allWidths != Tiny => new Positions(Flip() ? null : shape.Channels + random.Next(5)),
        20 when allWidths != Tiny => new Token(random.Next(shape.Channels)),
        21 when allWidths != Tiny => new Linear(Width(), Flip(), IsTransposed: true),
        < 4 => SignalConvolution(shape, Width(), Groups(shape.Channels, 0)),
        4 => SignalConvolution(shape, shape.Channels * random.Next(1, 3), shape.Channels),
        < 7 => SignalPool(),
        < 9 => new Linear(Width(), Flip()),
        9 => Factor(shape.Features),
        < 13 => Elementwise(),
        13 => Flip() ? new Flatten() : new MeanToken(),
        14 => Select(shape),
        15 => Flip() ? new Transpose() : Sort(shape),
        16 => Flip() ? new Transpose() : new Pad(default, random.Next(3), random.Next(4)),
        _ when allWidths != Tiny => SequenceNorm(shape),
        _ => new Relu(),
    };

    /// <summary>Attention over values that are so normalised that scores, of which it takes exponentials, stay moderate.</summary>
    public (LayerNorm Norm, Attention Attention) Attention(Shape shape) => (new(0.125, false), new(Divisor(shape.Features), Flip()));

    private Op OnVector(Shape shape) => random.Next(17) switch
    {
        16 when allWidths != Tiny => Reshape(shape),
        < 4 => new Linear(Width(), Flip()),
        4 or 5 => Factor(shape.Size),
        < 9 => Elementwise(),
        9 => new Flatten(),
        10 => new Pad(default, random.Next(3), random.Next(4)),
        < 13 => Select(shape),
        13 when allWidths != Tiny => Norm(shape),
        _ => Sort(shape),
    };

    /// <summary>A norm of the sample's own, with an eps that leaves rounding as small as it is where all numbers are alike.</summary>
    private Op Norm(Shape shape) => random.Next(5) switch
    {
        0 => new LayerNorm(0.125, Flip()),
        1 => new InstanceNorm(0.5, Flip()),
        2 => new LocalNorm(random.Next(1, 7), 0.25, Flip() ? 0.75 : 0.5, 1),
        _ => new GroupNorm(Divisor(shape.Channels), 0.25, Flip()),
    };

    private Op SequenceNorm(Shape shape) => random.Next(5) switch
    {
        4 => new RmsNorm(0.125),
        0 => new InstanceNorm(0.5, Flip()),
        1 => new GroupNorm(Divisor(shape.Channels), 0.25, Flip()),
        _ => new LayerNorm(0.125, Flip()),
    };

    /// <summary>A convolution that keeps the length.</summary>
    public Conv1D SameSignalConvolution(Shape shape, int channels)
    {
        var (taps, dilation) = (random.Next(3), random.Next(1, 3));
        var ends = new Ends(taps * dilation / 2, (taps * dilation) - (taps * dilation / 2));
        return new Conv1D(channels, taps + 1, 1, ends, dilation, Groups(shape.Channels, channels), Flip());
    }

    private Conv1D SignalConvolution(Shape shape, int channels, int groups)
    {
        var fits = channels % groups == 0 && shape.Channels % groups == 0;
        return new Conv1D(channels, random.Next(1, 8), random.Next(1, 4), SignalEnds(4), random.Next(1, 4), fits ? groups : 1, Flip());
    }

    private ConvTranspose1D SignalTransposed(Shape shape)
    {
        var (stride, dilation, channels) = (random.Next(1, 4), random.Next(1, 3), Width());
        var extra = random.Next(Math.Max(stride, dilation));
        return new ConvTranspose1D(channels, random.Next(1, 6), stride, SignalEnds(3), extra, dilation, Groups(shape.Channels, channels), Flip());
    }

    private FeatureSlice FeaturesOf(Shape shape)
    {
        var first = Flip() ? random.Next(shape.Features) : random.Next((shape.Features + 15) / 16) * 16;
        return new FeatureSlice(first, random.Next(1, shape.Features - first + 1));
    }

    /// <summary>A vector, sequence or map of the same numbers.</summary>
    private Reshape Reshape(Shape shape)
    {
        var first = Divisor(shape.Size);
        var second = Divisor(shape.Size / first);
        return new Reshape(random.Next(4) switch
        {
            0 => Shape.Vector(shape.Size),
            1 => Shape.Map(first, second, shape.Size / first / second),
            _ => Shape.Sequence(first, shape.Size / first),
        });
    }

    private Op SignalPool()
    {
        var kernel = random.Next(1, 5);
        var window = new LengthWindow(kernel, Flip() ? kernel : random.Next(1, 4), Flip() ? SignalEnds((kernel / 2) + 1) : default, Flip());
        return random.Next(6) switch
        {
            0 => new AdaptiveAvgPool1D(1, TakesAll: true),
            1 => new AdaptiveAvgPool1D(random.Next(1, 4)),
            2 => new AvgPool1D(window, Flip()),
            _ => new MaxPool1D(window, Flip() ? 1 : random.Next(1, 5)),
        };
    }

    private Ends SignalEnds(int limit) => new(random.Next(limit), random.Next(limit));

    /// <summary>Channels in another order, or some of them: often those that fill blocks.</summary>
    private Op Select(Shape shape)
    {
        if (random.Next(3) == 0)
            return new Shuffle(Divisor(shape.Channels));

        var first = Flip() ? random.Next(shape.Channels) : random.Next((shape.Channels + 15) / 16) * 16;
        var rest = shape.Channels - first;
        return new Slice(first, Flip() && rest > 16 ? random.Next(rest / 16) * 16 + 16 : random.Next(1, rest + 1));
    }

    private Op Sort(Shape shape) => Flip() ? new GroupSort(Divisor(shape.Channels)) : new TopK(random.Next(1, shape.Channels + 1));

    private Conv2D Convolution(Shape shape, int channels, int groups)
    {
        groups = channels % groups == 0 ? groups : 1;
        return new Conv2D(channels, Kernel(), Stride(), Sides(4), new Extent(random.Next(1, 4), random.Next(1, 3)), shape.Channels % groups == 0 ? groups : 1, Flip());
    }

    private ConvTranspose2D Transposed(Shape shape)
    {
        var (stride, dilation, channels) = (Stride(), new Extent(random.Next(1, 3), random.Next(1, 3)), Width());
        var extra = new Extent(random.Next(Math.Max(stride.Height, dilation.Height)), random.Next(Math.Max(stride.Width, dilation.Width)));
        return new ConvTranspose2D(channels, Kernel(), stride, Sides(3), extra, dilation, Groups(shape.Channels, channels), Flip());
    }

    private Op Pool()
    {
        var kernel = new Extent(random.Next(1, 5), random.Next(1, 5));
        var (rows, columns) = ((kernel.Height / 2) + 1, (kernel.Width / 2) + 1);
        var pad = new Padding(random.Next(rows), random.Next(columns), random.Next(rows), random.Next(columns));
        var window = new Window(kernel, Flip() ? kernel : Stride(), Flip() ? pad : default, Flip());
        return random.Next(3) == 0 ? new AvgPool2D(window, Flip()) : new MaxPool2D(window, Flip() ? 1 : random.Next(1, 5));
    }

    private Pad Pad() => random.Next(3) switch
    {
        0 => new Pad(default, random.Next(3), random.Next(4)),
        1 => new Pad(new Padding(random.Next(3), random.Next(3), random.Next(3), random.Next(3)), 0, 0),
        _ => new Pad(Padding.All(random.Next(2)), Flip() ? 16 : random.Next(3), random.Next(2)),
    };

    private Kronecker Factor(int width)
    {
        var a = Divisor(width);
        var d = Divisor(width / a);
        return new Kronecker(new KsPattern(a, random.Next(1, 6), width / a / d, d));
    }

    private int Groups(int channels, int results) => random.Next(3) > 0 ? 1
        : Divisors(channels).Where(d => results % d == 0).OrderBy(_ => random.Next()).First();

    private int Divisor(int number) => Divisors(number).OrderBy(_ => random.Next()).First();

    private static int[] Divisors(int number) => [.. Enumerable.Range(1, number).Where(d => number % d == 0)];

    private Extent Kernel() => random.Next(8) == 0 ? new Extent(random.Next(1, 8), random.Next(1, 8)) : new Extent(random.Next(1, 4), random.Next(1, 4));

    private Extent Stride() => Flip() ? new Extent(1, 1) : new Extent(random.Next(1, 4), random.Next(1, 4));

    private Padding Sides(int limit) => Flip() ? Padding.All(random.Next(limit)) : new Padding(random.Next(limit), random.Next(limit), random.Next(limit), random.Next(limit));
}
