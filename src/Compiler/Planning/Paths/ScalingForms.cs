using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl.Ops;
using static NetSpec.Compiler.Planning.Paths.ScalingArgument;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>
/// What the walk that derives the tensors of a path-norm net does at each kind of op of such a net: methods of the runtime's <c>PathScaling</c>
/// and their arguments. There is no default.
/// </summary>
internal static class ScalingForms
{
    private static readonly Dictionary<Type, Func<ScalingScope, Op, ScalingStep>> All = new()
    {
        [typeof(Ones)] = (step, _) => step.Call("Ones", new Number("", step.Result.Channels)),
        [typeof(Conv2D)] = Of<Conv2D>((step, op) => Convolution(step, "Conv", op.HasBias, op.Groups, false, op.Kernel, op.Stride, op.Padding, op.Dilation)),
        [typeof(ConvTranspose2D)] = Of<ConvTranspose2D>(
            (step, op) => Convolution(step, "ConvTranspose", op.HasBias, op.Groups, true, op.Kernel, op.Stride, op.Padding, op.Dilation)),
        [typeof(Linear)] = Of<Linear>((step, op) => step.Call("Linear", [.. step.Weighted(op.HasBias), new Number("features", op.OutFeatures)])),
        [typeof(Kronecker)] = Of<Kronecker>(Factor),
        [typeof(PositionFactor)] = Of<Kronecker>(Factor),
        [typeof(Scale)] = Of<Scale>(Scaled),
        [typeof(SumPool)] = Of<SumPool>(Windowed),
        [typeof(Add)] = (step, _) => step.Call("Add", step.Operands),
        [typeof(Concat)] = (step, _) => step.Call("Concat", step.Operands),
        [typeof(Flatten)] = (step, _) => step.Call("Flatten", step.Only, new Number("pixels", step.From.Height * step.From.Width)),
        [typeof(Turn)] = (step, _) => step.Call("Turn", step.Only, new Number("channels", step.Result.Channels)),
        [typeof(Upsample)] = Of<Upsample>((step, op) => step.Call("Upsample", step.Only, new Number("copies", op.Factor.Height * op.Factor.Width))),
        [typeof(InterpolatedSum)] = Of<InterpolatedSum>(
            (step, op) => step.Call("Interpolate", step.Only, new Number("covered", op.Covered), new Number("copies", op.Copies))),
        [typeof(Slice)] = Of<Slice>((step, op) => step.Call("Slice", step.Only, new Number("first", op.First), new Number("count", op.Count))),
        [typeof(Shuffle)] = Of<Shuffle>((step, op) => step.Call("Shuffle", step.Only, new Number("groups", op.Groups))),
        [typeof(Pad)] = Of<Pad>((step, op) => step.Call("Pad", step.Only, new Number("front", op.Front), new Number("back", op.Back))),
        [typeof(Neurons)] = Of<Neurons>((step, op) => step.Block(op)),
    };

    /// <summary>The kinds of op that the walk knows.</summary>
    public static IEnumerable<Type> Kinds => All.Keys;

    /// <summary>The step of a node.</summary>
    /// <exception cref="NotSupportedException">No path-norm net has such an op.</exception>
    public static ScalingStep Of(ScalingScope step, Op op) => All.TryGetValue(op.GetType(), out var form)
        ? form(step, op)
        : throw new NotSupportedException($"The walk over path-norm nets has no step for '{op.Keyword}'.");

    private static Func<ScalingScope, Op, ScalingStep> Of<TOp>(Func<ScalingScope, TOp, ScalingStep> form)
        where TOp : Op => (step, op) => form(step, (TOp)op);

    private static ScalingCall Factor(ScalingScope step, Kronecker op) => step.Call(
        "Kronecker",
        step.Only,
        step.Weight,
        new Number("", op.Pattern.A),
        new Number("", op.Pattern.B),
        new Number("", op.Pattern.C),
        new Number("", op.Pattern.D));

    private static ScalingCall Convolution(
        ScalingScope step,
        string method,
        bool hasBias,
        int groups,
        bool isTransposed,
        Extent kernel,
        Extent stride,
        Padding padding,
        Extent dilation)
    {
        ScalingAxis rows = new(step.From.Height, step.Result.Height, kernel.Height, stride.Height, padding.Top, dilation.Height);
        ScalingAxis columns = new(step.From.Width, step.Result.Width, kernel.Width, stride.Width, padding.Left, dilation.Width);
        return step.Call(
            method,
            [
                .. step.Weighted(hasBias),
                new Number("channels", step.Result.Channels),
                new Number("groups", groups),
                new Windows("rows", rows, isTransposed),
                new Windows("columns", columns, isTransposed),
            ]);
    }

    /// <summary>A scale by what its tensors stand for: a batch-norm, frozen edges side by side, or weights of its own.</summary>
    private static ScalingCall Scaled(ScalingScope step, Scale op) => step.Tensor(0) switch
    {
        NormFactorTensor => Normed(step, (NormShiftTensor)step.Tensor(1)),
        FrozenEdgesTensor { Edges: var edges } => op.HasBias
            ? step.Call("BiasedEdges", [step.Only, new Real("bias", ((FrozenBiasTensor)step.Tensor(1)).Bias), .. Reals(edges)])
            : step.Call("Edges", [step.Only, .. Reals(edges)]),
        PowerTensor or FrozenTensor => step.Call("Scale", step.Weighted(op.HasBias)),
        var other => throw new NotSupportedException($"The walk over path-norm nets has no scale by a {other.GetType().Name}."),
    };

    private static IEnumerable<ScalingArgument> Reals(IEnumerable<double> numbers) => numbers.Select(number => new Real("", number));

    private static ScalingCall Normed(ScalingScope step, NormShiftTensor norm) => step.Call(
        "BatchNorm",
        step.Only,
        new Number("gamma", norm.Gamma ?? ScalingScope.Absent),
        new Number("beta", norm.Beta ?? ScalingScope.Absent),
        new Number("mean", norm.Mean),
        new Number("variance", norm.Variance),
        new Real("epsilon", norm.Epsilon));

    private static ScalingCall Windowed(ScalingScope step, SumPool pool)
    {
        var covered = new Number("covered", pool.Covered);
        if (pool.Divisor != PoolDivisor.None)
            return step.Call("UnevenSumPool", step.Only, covered, new Number("fewest", pool.Fewest));

        return pool.Constant == 1 ? step.Call("SumPool", step.Only, covered) : step.Call("SumPool", step.Only, covered, new Number("divisor", pool.Constant));
    }
}
