using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Generator.Tests.Emit;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Generator.Tests.Theory;

/// <summary>What ops say of themselves, tried out: the interpreter computes them at random points.</summary>
public sealed class OpAnswersTests
{
    private const int Points = 60;

    private static readonly Shape Map = Shape.Map(4, 5, 6);

    private static readonly Shape Vector = Shape.Vector(6);

    private static readonly Shape Sequence = Shape.Sequence(4, 6);

    private static readonly Shape Long = Shape.Sequence(4, 30);

    // Of one number: where there are many, that which moves most hides the one whose slope is steep.
    private static readonly Shape Scalar = Shape.Vector(1);

    /// <summary>Every op, in small, but one of whole numbers: its answers may depend on its arguments.</summary>
    private static readonly (Op Op, Shape[] Operands)[] Ops =
    [
        (new Conv2D(6, new(3, 2), new(2, 1), new(1, 0, 2, 1), new(1, 2), Groups: 2, HasBias: true), [Map]),
        (new Conv2D(4, new(1, 1), new(1, 1), default, new(1, 1), Groups: 1, HasBias: false), [Map]),
        (new ConvTranspose2D(6, new(3, 2), new(2, 3), new(1, 0, 0, 1), new(1, 0), new(1, 2), Groups: 2, HasBias: true), [Map]),
        (new ConvTranspose2D(2, new(2, 2), new(2, 2), default, default, new(1, 1), Groups: 1, HasBias: false), [Map]),
        (new Linear(3, HasBias: true), [Vector]),
        (new Linear(3, HasBias: false), [Shape.Map(6, 1, 1)]),
        (new Kronecker(new KsPattern(1, 4, 3, 2)), [Vector]),
        (new Kronecker(new KsPattern(2, 2, 3, 1)), [Vector]),
        (new Bias(), [Map]),
        (new Scale(HasBias: true), [Map]),
        (new Scale(HasBias: false), [Vector]),
        (new BatchNorm(1e-5), [Map]),
        (new BatchNorm(1e-5, IsAffine: false), [Map]),
        (new Relu(), [Map]),
        (new LeakyRelu(0.25), [Map]),
        (new PRelu(IsShared: false), [Map]),
        (new PRelu(IsShared: true), [Map]),
        (new Slope(IsShared: false), [Map]),
        (new Slope(IsShared: true), [Vector]),
        (new Sigmoid(), [Map]),
        (new Clamp(-0.5, 0.75), [Map]),
        (new Abs(), [Map]),
        (new HardSigmoid(), [Scalar]),
        (new HardSwish(), [Scalar]),
        (new Tanh(), [Map]),
        (new Silu(), [Scalar]),
        (new Mish(), [Scalar]),
        (new Gelu(UsesTanh: false), [Scalar]),
        (new Gelu(UsesTanh: true), [Scalar]),
        (new Elu(0.5), [Map]),
        (new Elu(2), [Shape.Vector(2)]),
        (new Softplus(), [Map]),
        (new Softmax(IsLogarithm: false), [Vector]),
        (new Softmax(IsLogarithm: true), [Shape.Vector(2)]),
        (new Identity(), [Map]),
        (new Dropout(0.5), [Vector]),
        (new MaxPool2D(new(new(3, 2), new(2, 1), new(1, 0, 1, 1), CeilMode: true), 1), [Map]),
        (new MaxPool2D(new(new(2, 2), new(1, 2), default, CeilMode: false), 3), [Map]),
        (new MaxPool2D(new(new(1, 1), new(1, 1), default, CeilMode: false), 1), [Map]),
        (new AvgPool2D(new(new(3, 3), new(2, 2), new(1, 1, 1, 1), CeilMode: true), CountIncludePad: false), [Map]),
        (new AvgPool2D(new(new(1, 1), new(1, 1), default, CeilMode: false), CountIncludePad: true), [Map]),
        (new AdaptiveAvgPool2D(2, 4), [Map]),
        (new AdaptiveAvgPool2D(5, 6), [Map]),
        (new GroupSort(2), [Map]),
        (new GroupSort(1), [Map]),
        (new TopK(3), [Map]),
        (new Pad(new(1, 0, 2, 1), 1, 2), [Map]),
        (new Pad(default, 0, 0), [Map]),
        (new GroupNorm(2, 1e-3), [Map]),
        (new GroupNorm(3, 1e-5, IsAffine: false), [Vector]),
        (new InstanceNorm(1e-5), [Map]),
        (new InstanceNorm(1e-5, IsAffine: true), [Map]),
        (new LayerNorm(1e-5), [Map]),
        (new LayerNorm(1e-5, IsAffine: false), [Vector]),
        (new LocalNorm(3, 0.5, 0.75, 1), [Map]),
        (new LocalNorm(2, 0.5, 1.5, 0.5), [Map]),
        (new Slice(1, 2), [Map]),
        (new Slice(2, 4), [Vector]),
        (new Slice(0, 4), [Map]),
        (new Crop(new(1, 0, 2, 1)), [Map]),
        (new Crop(default), [Map]),
        (new Shuffle(2), [Map]),
        (new Shuffle(3), [Vector]),
        (new Shuffle(1), [Map]),
        (new Shuffle(4), [Map]),
        (new Mul(), [Map, Map]),
        (new Mul(), [Map, Shape.Vector(4)]),
        (new Mul(), [Shape.Map(4, 1, 1), Map]),
        (new Upsample(new(2, 3)), [Map]),
        (new Upsample(new(1, 1)), [Map]),
        (new Interpolate(new(2, 3), AlignsCorners: false), [Map]),
        (new Interpolate(new(2, 3), AlignsCorners: true), [Map]),
        (new Interpolate(new(3, 2), AlignsCorners: true), [Shape.Map(2, 1, 2)]),
        (new Interpolate(new(1, 1), AlignsCorners: true), [Map]),
        (new Flatten(), [Map]),
        (new Flatten(), [Vector]),
        (new Attention(2, IsCausal: false), [Shape.Sequence(3, 12)]),
        (new Attention(1, IsCausal: true), [Shape.Sequence(3, 4), Shape.Sequence(3, 4), Shape.Sequence(3, 2)]),
        (new Prepend(2), [Shape.Sequence(3, 4)]),
        (new Positions(null), [Shape.Sequence(3, 4)]),
        (new Positions(5), [Shape.Sequence(3, 4)]),
        (new Token(1), [Shape.Sequence(3, 4)]),
        (new ToTokens(), [Map]),
        (new Add(), [Map, Map, Map]),
        (new WeightedSum(EquatableArray.Of(0.75, 0.25)), [Map, Map]),
        (new WeightedSum(EquatableArray.Of(1.5, -0.5)), [Map, Map]),
        (new WeightedSum(EquatableArray.Of(1.5, -0.5), Bias: 0.75), [Map, Map]),
        (new Concat(), [Map, Shape.Map(2, 5, 6)]),
        (new Neurons(
            EquatableArray.Of("x", "y"),
            EquatableArray.Of(
                new Neuron("v", Activation.Relu, 0, EquatableArray.Of(new Edge(0, null), new Edge(1, null)), HasBias: true),
                new Neuron("w", Activation.Identity, 0, EquatableArray.Of(new Edge(2, null), new Edge(1, null)), HasBias: false)),
            EquatableArray.Of(1)), [Shape.Vector(2)]),
        (new Linear(3, HasBias: true), [Sequence]),
        (new Kronecker(new KsPattern(1, 4, 3, 2)), [Sequence]),
        (new Conv1D(6, 3, 2, new(1, 2), 2, Groups: 2, HasBias: true), [Sequence]),
        (new Conv1D(2, 1, 1, default, 1, Groups: 1, HasBias: false), [Sequence]),
        (new Bias(), [Sequence]),
        (new Scale(HasBias: true), [Sequence]),
        (new BatchNorm(1e-5), [Sequence]),
        (new PRelu(IsShared: false), [Sequence]),
        (new Softmax(IsLogarithm: false), [Sequence]),
        (new MaxPool1D(new(3, 2, new(1, 0), CeilMode: true), 1), [Long]),
        (new MaxPool1D(new(2, 1, default, CeilMode: false), 2), [Long]),
        (new MaxPool1D(new(1, 1, default, CeilMode: false), 1), [Long]),
        (new MaxPool1D(new(6, 6, default, CeilMode: false), 1, TakesAll: true), [Sequence]),
        (new AvgPool1D(new(3, 2, new(1, 1), CeilMode: false), CountIncludePad: false), [Long]),
        (new AdaptiveAvgPool1D(4), [Long]),
        (new AdaptiveAvgPool1D(1, TakesAll: true), [Long]),
        (new AdaptiveAvgPool1D(6), [Sequence]),
        (new GroupSort(2), [Sequence]),
        (new GroupNorm(2, 1e-3), [Sequence]),
        (new InstanceNorm(1e-5, IsAffine: true), [Sequence]),
        (new LayerNorm(1e-5), [Sequence]),
        (new Slice(1, 2), [Sequence]),
        (new Mul(), [Sequence, Sequence]),
        (new Mul(), [Sequence, Shape.Vector(4)]),
        (new Mul(), [Shape.Sequence(4, 1), Sequence]),
        (new Flatten(), [Sequence]),
        (new Concat(), [Sequence, Shape.Sequence(3, 6)]),
        (new PositionFactor(new KsPattern(2, 3, 1, 2)), [Map]),
        (new PositionFactor(new KsPattern(1, 2, 4, 1)), [Map]),
        (new Turn(), [Shape.Map(4, 1, 6)]),
        (new PositionNorm(1e-5, IsAffine: true, IsCentred: true), [Map]),
        (new PositionNorm(1e-5, IsAffine: false, IsCentred: true), [Map]),
        (new PositionNorm(1e-5, IsAffine: true, IsCentred: false), [Map]),
        (new RmsNorm(1e-5), [Vector]),
        (new RmsNorm(1e-5), [Sequence]),
        (new Transpose(), [Sequence]),
        (new MeanToken(), [Sequence]),
        (new ConvTranspose1D(6, 3, 2, new(1, 0), 1, 1, Groups: 2, HasBias: true), [Sequence]),
        (new ConvTranspose1D(2, 1, 1, default, 0, 1, Groups: 1, HasBias: false), [Sequence]),
        (new Upsample1D(3), [Sequence]),
        (new Interpolate1D(2, AlignsCorners: false), [Sequence]),
        (new Interpolate1D(3, AlignsCorners: true), [Sequence]),
        (new FeatureSlice(1, 3), [Sequence]),
        (new FeatureConcat(), [Sequence, Shape.Sequence(4, 3)]),
        (new Reshape(Shape.Sequence(8, 3)), [Sequence]),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Ops.Length)];

    internal static Op OpAt(int index) => Ops[index].Op;

    [Fact]
    public void Every_op_is_tried()
    {
        var tried = Ops.Select(item => item.Op.GetType()).ToHashSet();

        Assert.DoesNotContain(typeof(Op).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract && type != typeof(Input) && type != typeof(Embedding) && !tried.Contains(type));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Traits_hold_and_those_denied_do_not(int index)
    {
        var op = new Function(Ops[index].Op, Ops[index].Operands, new Random(index));
        var (homogeneous, linear) = (true, true);
        for (var point = 0; point < Points; point++)
        {
            op.Redraw();
            var x = op.Draw();
            var y = op.At(x);
            homogeneous &= Near(op.At(Combine(x, x, 2.5, 0)), [.. y.Select(value => 2.5 * value)], 1e-9);
            var step = op.Draw();

            // Along a short way nothing bends, but for the few points where two pieces meet.
            var (before, after) = (op.At(Combine(x, step, 1, -1e-4)), op.At(Combine(x, step, 1, 1e-4)));
            linear &= before.Zip(after, (a, b) => a + b).Zip(y, (sum, middle) => Math.Abs(sum - (2 * middle))).Count(bend => bend > 1e-11) <= y.Length / 20;
        }

        Assert.Equal(new OpTraits(op.Op.Traits.TakesVector, homogeneous, linear), op.Op.Traits);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_op_of_vectors_takes_a_map_of_one_position_and_no_other(int index)
    {
        var (op, operands) = Ops[index];
        var size = operands[0].IsSequence ? operands[0].Features : operands[0].Size;
        var takesVector = op.Infer([Shape.Map(size, 1, 1)]).Shape is { IsVector: true } && op.Infer([Shape.Map(size, 2, 1)]).Shape is null;

        Assert.Equal(op.Traits.TakesVector, takesVector && op is not (Add or Concat));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Wiring_is_what_results_depend_on(int index)
    {
        var (op, operands) = Ops[index];
        if (op.Wire(operands) is not Wiring.Axes axes)
            return;

        var (operand, result) = (operands[0], op.Infer(operands).Shape!);
        var function = new Function(op, operands, new Random(index));
        var found = new HashSet<(int, int)>();
        for (var point = 0; point < Points; point++)
        {
            function.Redraw();
            var x = function.Draw();
            var y = function.At(x);
            for (var source = 0; source < operand.Size; source++)
            {
                var moved = x.Select(values => (double[])values.Clone()).ToArray();
                moved[0][source] += point % 2 == 0 ? 3 : -3;
                var changed = function.At(moved);
                found.UnionWith(Enumerable.Range(0, result.Size).Where(target => Math.Abs(changed[target] - y[target]) > 1e-9).Select(target => (target, source)));
            }
        }

        var stated = from target in Enumerable.Range(0, result.Size)
                     from channel in Sources(axes.Channels, target / (result.Height * result.Width), result.Channels, operand.Channels)
                     from row in Sources(axes.Rows, target / result.Width % result.Height, result.Height, operand.Height)
                     from column in Sources(axes.Columns, target % result.Width, result.Width, operand.Width)
                     select (target, (((channel * operand.Height) + row) * operand.Width) + column);
        Assert.Equal(stated.ToHashSet(), found);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_identity_is_one(int index)
    {
        var (op, operands) = Ops[index];
        var function = new Function(op, operands, new Random(index));
        var x = function.Draw();

        Assert.Equal(op.IsIdentity(operands), operands.Length == 1 && op.Infer(operands).Shape == operands[0] && op.Parameters(operands).Count == 0 && Near(function.At(x), x[0], 0));
    }

    private static IEnumerable<int> Sources(Axis axis, int place, int places, int sources) => axis.Sources(axis.GroupOf(place, places), places, sources);

    private static double[][] Combine(double[][] x, double[][] y, double a, double b) =>
        [.. x.Zip(y, (left, right) => left.Zip(right, (u, v) => (a * u) + (b * v)).ToArray())];

    private static double Distance(double[][] x, double[][] y) => x.Zip(y, (a, b) => a.Zip(b, (u, v) => Math.Abs(u - v)).Max()).Max();

    private static bool Near(double[] x, double[] y, double tolerance) => x.Length == y.Length && Distance([x], [y]) <= tolerance;

    /// <summary>An op at random parameters.</summary>
    private sealed class Function
    {
        private readonly Net _net;
        private readonly Random _random;
        private double[][] _parameters = [];

        public Function(Op op, Shape[] operands, Random random)
        {
            var builder = new GraphBuilder("Function").In("Nets");
            int[] inputs = [.. operands.Select((shape, i) => builder.Input("x" + i, [.. shape.Dims]))];
            builder.Output("y", builder.Add("f", op, inputs));
            (Op, _net, _random) = (op, builder.Build(), random);
            Redraw();
        }

        public Op Op { get; }

        public void Redraw() => _parameters = [.. _net.Parameters.Select(parameter =>
            Numbers((int)parameter.Size, parameter.Role == ParameterRole.RunningVariance ? 0.5 : -2, parameter.Role == ParameterRole.RunningVariance ? 1.5 : 2))];

        public double[][] Draw() => [.. _net.Inputs.Select(id => Numbers(_net.Nodes[id].Shape.Size, -2, 2))];

        public double[] At(double[][] x) => Interpreter.Forward(_net, _parameters, x)[0];

        private double[] Numbers(int count, double from, double to) => [.. Enumerable.Range(0, count).Select(_ => from + ((to - from) * _random.NextDouble()))];
    }
}
