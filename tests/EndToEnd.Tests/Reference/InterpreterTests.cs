using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Reference;

/// <summary>The interpreter is the specification of all engines; here it is compared with numbers worked out by hand.</summary>
public sealed class InterpreterTests
{
    private static readonly Extent One = new(1, 1);
    private static readonly double[] ThreeByThree = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void Conv_correlates_and_padding_has_no_edges()
    {
        var op = new Conv2D(1, new(2, 2), One, new(1, 0, 0, 0), One, 1, HasBias: true);
        // Rows (pad, 1 2 3), (1 2 3, 4 5 6), (4 5 6, 7 8 9) under the kernel 1000 100 / 10 1, and a bias of 0.5.
        Assert.Equal([12.5, 23.5, 1245.5, 2356.5, 4578.5, 5689.5], Run(op, Shape.Map(1, 3, 3), ThreeByThree, [1000, 100, 10, 1], [0.5]));
    }

    [Fact]
    public void Conv_strides_dilates_and_groups()
    {
        var op = new Conv2D(2, new(1, 2), new(2, 1), default, new(1, 2), 2, HasBias: false);
        Assert.Equal(
            [31, 97, 1 - 300, 7 - 900],
            Run(op, Shape.Map(2, 3, 3), [.. ThreeByThree, .. ThreeByThree.Select(v => -v)], [1, 10, -1, 100]));
    }

    [Fact]
    public void Transposed_conv_spreads_each_value_over_its_window()
    {
        var op = new ConvTranspose2D(1, new(2, 2), new(2, 2), default, new(1, 0), One, 1, HasBias: true);
        Assert.Equal(
            [2, 3, 3, 5, 4, 5, 7, 9, 1, 1, 1, 1],
            Run(op, Shape.Map(1, 1, 2), [1, 2], [1, 2, 3, 4], [1]));
    }

    [Fact]
    public void Transposed_conv_is_the_adjoint_of_conv()
    {
        var (kernel, stride, pad, dilation) = (new Extent(3, 2), new Extent(2, 1), new Padding(1, 0, 2, 1), new Extent(1, 2));
        var (small, large) = (Shape.Map(4, 4, 5), Shape.Map(6, 7, 6));
        var conv = new Conv2D(4, kernel, stride, pad, dilation, 2, HasBias: false);
        var adjoint = new ConvTranspose2D(6, kernel, stride, pad, new(1, 0), dilation, 2, HasBias: false);
        Assert.Equal(small, conv.Infer([large]).Shape);
        Assert.Equal(large, adjoint.Infer([small]).Shape);

        double[] x = Sequence(large.Size), y = Sequence(small.Size, 7), w = Sequence(4 * 3 * 6, 5);
        Assert.Equal(
            Run(conv, large, x, w).Zip(y, (a, b) => a * b).Sum(),
            Run(adjoint, small, y, w).Zip(x, (a, b) => a * b).Sum());
    }

    [Fact]
    public void Linear_multiplies_by_rows() =>
        Assert.Equal([1 + 4 + 9 + 10, -2 + 20], Run(new Linear(2, HasBias: true), Shape.Vector(3), [1, 2, 3], [1, 2, 3, 0, -1, 0], [10, 20]));

    [Fact]
    public void Kronecker_is_the_matrix_of_its_support()
    {
        var (a, b, c, d) = (2, 3, 2, 2);
        double[] w = Sequence(a * b * c * d), x = Sequence(a * c * d, 3);
        var expected = new double[a * b * d];
        for (var row = 0; row < expected.Length; row++)
        for (var column = 0; column < x.Length; column++)
        {
            var inBlock = row / (b * d) == column / (c * d) && row % d == column % d;
            if (inBlock)
                expected[row] += w[(((((row / (b * d) * b) + (row / d % b)) * c) + (column / d % c)) * d) + (row % d)] * x[column];
        }

        Assert.Equal(expected, Run(new Kronecker(new(a, b, c, d)), Shape.Vector(x.Length), x, w));
    }

    [Fact]
    public void Batch_norm_normalises_scales_and_shifts() =>
        Assert.Equal(
            [1 + (2 * (5 - 3) / 2.0), 0.5 - (4 * (1 - 1) / 1.0)],
            Run(new BatchNorm(0.75), Shape.Vector(2), [5, 1], [2, -4], [1, 0.5], [3, 1], [3.25, 0.25]));

    [Fact]
    public void Scale_and_bias_act_by_channel()
    {
        Assert.Equal([3, 5, -3, -4], Run(new Scale(HasBias: true), Shape.Map(2, 1, 2), [1, 2, 3, 4], [2, -1], [1, 0]));
        Assert.Equal([11, 12, 23, 24], Run(new Bias(), Shape.Map(2, 1, 2), [1, 2, 3, 4], [10, 20]));
    }

    [Fact]
    public void Max_pool_ignores_padding_and_takes_the_kth()
    {
        var window = new Window(new(3, 3), new(2, 2), Padding.All(1), CeilMode: false);
        double[] negative = [.. ThreeByThree.Select(v => -v)];
        Assert.Equal([-1, -2, -4, -5], Run(new MaxPool2D(window, 1), Shape.Map(1, 3, 3), negative));
        Assert.Equal([2, 3, 5, 6], Run(new MaxPool2D(window, 3), Shape.Map(1, 3, 3), ThreeByThree));
    }

    [Fact]
    public void Average_pool_counts_declared_padding_but_not_what_ceil_mode_adds()
    {
        var padded = new Window(new(2, 2), new(2, 2), Padding.All(1), CeilMode: false);
        Assert.Equal([1 / 4.0, 5 / 4.0, 11 / 4.0, 28 / 4.0], Run(new AvgPool2D(padded, CountIncludePad: true), Shape.Map(1, 3, 3), ThreeByThree));
        Assert.Equal([1, 5 / 2.0, 11 / 2.0, 28 / 4.0], Run(new AvgPool2D(padded, CountIncludePad: false), Shape.Map(1, 3, 3), ThreeByThree));

        var ceil = new Window(new(2, 2), new(2, 2), default, CeilMode: true);
        Assert.Equal([12 / 4.0, 9 / 2.0, 15 / 2.0, 9], Run(new AvgPool2D(ceil, CountIncludePad: true), Shape.Map(1, 3, 3), ThreeByThree));
    }

    [Fact]
    public void Adaptive_windows_overlap_when_sizes_do_not_divide() =>
        Assert.Equal([1.5, 2.5, 4.5, 5.5, 7.5, 8.5], Run(new AdaptiveAvgPool2D(3, 2), Shape.Map(1, 3, 3), ThreeByThree));

    [Fact]
    public void Upsample_repeats() =>
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2], Run(new Upsample(new(3, 2)), Shape.Map(1, 1, 2), [1, 2]));

    [Fact]
    public void Sorts_are_by_position()
    {
        double[] x = [1, 9, 2, 8, 3, 7, 4, 6];
        Assert.Equal([2, 9, 1, 8, 4, 7, 3, 6], Run(new GroupSort(2), Shape.Map(4, 1, 2), x));
        Assert.Equal([4, 9, 3, 8], Run(new TopK(2), Shape.Map(4, 1, 2), x));
    }

    private static double[] Sequence(int size, int step = 3) => [.. Enumerable.Range(0, size).Select(i => (double)((i * step % 11) - 5))];

    private static double[] Run(Op op, Shape input, double[] x, params double[][] parameters)
    {
        var shape = op.Infer([input]).Shape!;
        var specs = op.Parameters([input]);
        Assert.Equal(specs.Select(s => s.Dims.Aggregate(1, (a, b) => a * b)), parameters.Select(p => p.Length));
        var net = new Net(
            "",
            "N",
            default,
            EquatableArray.Of(
                new Node(0, "x", new Input(), default, input, default, default),
                new Node(1, "y", op, EquatableArray.Of(0), shape, Enumerable.Range(0, parameters.Length).ToEquatableArray(), default)),
            EquatableArray.Of(0),
            EquatableArray.Of(new NetOutput("y", 1)),
            default,
            default,
            BatchLayout.BatchFirst,
            default);
        return Interpreter.Forward(net, parameters, x)[0];
    }
}
