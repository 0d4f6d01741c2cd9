using System;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Activations, also those that exporters write as several nodes.</summary>
internal static class ActivationNodes
{
    /// <summary>What constants of an exporter may differ by.</summary>
    private const float Tolerance = 1e-5f;

    /// <summary>The largest bound that the language takes.</summary>
    private const double Unbounded = 1 << 28;

    private const string OneBound = "where an activation has one bound, the other is 268435456 or -268435456 here: larger values are not expected";

    public static void Plain(OnnxNode node, ImportScope scope, Op op) => scope.AddPlain(node, op, scope.Any(scope.Activation(node, 0)));

    /// <summary>A sigmoid that multiplies what it is of is a silu.</summary>
    public static void Sigmoid(OnnxNode node, ImportScope scope) => Gate(node, scope, new Sigmoid(), new Silu());

    /// <summary>A softplus whose hyperbolic tangent multiplies what it is of is a mish.</summary>
    public static void Softplus(OnnxNode node, ImportScope scope)
    {
        if (scope.OnlyReader(node.Outputs[0]) is { Op: "Tanh" } tanh
            && scope.OnlyReader(tanh.Outputs[0]) is { Op: "Mul" } mul && Other(mul, tanh.Outputs[0]) == node.Input(0))
        {
            scope.Done.UnionWith([tanh, mul]);
            Plain(mul with { Inputs = [node.Input(0)] }, scope, new Mish());
        }
        else
        {
            Plain(node, scope, new Softplus());
        }
    }

    /// <summary>PyTorch's hard sigmoid, relu6(x + 3) / 6; one that multiplies what it is of is a hard swish.</summary>
    public static void HardSigmoid(OnnxNode node, ImportScope scope)
    {
        if (Math.Abs(node.Real("alpha", 0.2f) - (1f / 6)) > Tolerance || node.Real("beta", 0.5f) != 0.5f)
            throw new ImportProblem("only the hard sigmoid of alpha 1/6 and beta 1/2 can be said");
        Gate(node, scope, new HardSigmoid(), new HardSwish());
    }

    public static void Clip(OnnxNode node, ImportScope scope)
    {
        float? Bound(string name, int index) => node.Attributes.ContainsKey(name) ? node.Real(name, 0) : scope.Optional(node, index, name)?.Floats().First();
        var (low, high) = (Bound("min", 1) ?? float.NegativeInfinity, Bound("max", 2) ?? float.PositiveInfinity);
        Bounded(node, scope, low, high);
    }

    /// <summary>The larger or the smaller of values and a number.</summary>
    public static void Extreme(OnnxNode node, ImportScope scope)
    {
        var at = scope.ActivationOf(node.Input(0)) is not null ? 0 : 1;
        if (node.Inputs.Count != 2 || scope.ConstantOf(node.Input(1 - at)) is not { IsFloat: true, Tensor.Elements: 1 } constant)
            throw new ImportProblem("only the larger or smaller of values and one constant number can be said");
        var bound = constant.Floats()[0];
        var of = node with { Inputs = [node.Input(at)] };
        if (node.Op == "Max")
            Bounded(of, scope, bound, float.PositiveInfinity);
        else
            Bounded(of, scope, float.NegativeInfinity, bound);
    }

    /// <summary>The language has two bounds, of a size that it limits; where the model has one, the other is that limit, and the report says so.</summary>
    private static void Bounded(OnnxNode node, ImportScope scope, float low, float high)
    {
        if (float.IsNaN(low) || float.IsNaN(high))
            throw new ImportProblem("a bound is not a number");
        var (isLow, isHigh) = (low > -Unbounded, high < Unbounded);
        if (low == 0 && !isHigh)
            Plain(node, scope, new Relu());
        else if (!isLow && !isHigh)
            scope.Set(node.Outputs[0], scope.Activation(node, 0));
        else
            Plain(node, scope, new Clamp(isLow ? ElementwiseNodes.Decimal(low) : -Unbounded, isHigh ? ElementwiseNodes.Decimal(high) : Unbounded));
        if (isLow != isHigh && low != 0 && !scope.Notes.Contains(OneBound))
            scope.Notes.Add(OneBound);
    }

    public static void Gelu(OnnxNode node, ImportScope scope) => Plain(node, scope, new Gelu(node.Text("approximate", "none") == "tanh"));

    public static void Softmax(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        var axis = node.Integer("axis", scope.Model.Opset >= 13 ? -1 : 1);

        // Before opset 13 all dimensions from the axis on were one.
        if ((axis < 0 ? axis + view.Rank : axis) != 1 || (scope.Model.Opset < 13 && view.Dims.Length == 3 && view.Dims[1] * view.Dims[2] != 1))
            throw new ImportProblem("only a softmax over the channels can be said, axis 1");
        Plain(node, scope, new Softmax(node.Op == "LogSoftmax"));
    }

    /// <summary>A division is the beginning of a gelu: x (1 + erf(x / sqrt(2))) / 2.</summary>
    public static void Div(OnnxNode node, ImportScope scope)
    {
        if (IsNumber(scope, node.Input(1), MathF.Sqrt(2))
            && scope.OnlyReader(node.Outputs[0]) is { Op: "Erf" } erf
            && scope.OnlyReader(erf.Outputs[0]) is { Op: "Add" } add && Other(add, erf.Outputs[0]) is { } one && IsNumber(scope, one, 1)
            && scope.OnlyReader(add.Outputs[0]) is { Op: "Mul" } mul
            && scope.OnlyReader(mul.Outputs[0]) is { Op: "Mul" } last
            && new[] { Other(mul, add.Outputs[0]), Other(last, mul.Outputs[0]) } is [{ } first, { } second]
            && ((first == node.Input(0) && IsNumber(scope, second, 0.5f)) || (second == node.Input(0) && IsNumber(scope, first, 0.5f))))
        {
            scope.Done.UnionWith([erf, add, mul, last]);
            Plain(last with { Inputs = [node.Input(0)] }, scope, new Gelu(UsesTanh: false));
            return;
        }

        throw new ImportProblem("a division can be said only as a part of a gelu; divide the weights before, or multiply by a constant");
    }

    private static void Gate(OnnxNode node, ImportScope scope, Op plain, Op gated)
    {
        if (scope.OnlyReader(node.Outputs[0]) is { Op: "Mul" } mul && Other(mul, node.Outputs[0]) == node.Input(0))
        {
            scope.Done.Add(mul);
            Plain(mul with { Inputs = [node.Input(0)] }, scope, gated);
        }
        else
        {
            Plain(node, scope, plain);
        }
    }

    /// <summary>The other of two operands.</summary>
    private static string? Other(OnnxNode node, string input) => node.Inputs.Count == 2 ? node.Inputs[0] == input ? node.Inputs[1] : node.Inputs[0] : null;

    private static bool IsNumber(ImportScope scope, string value, float number) =>
        scope.ConstantOf(value) is { IsFloat: true, Tensor.Elements: 1 } constant && Math.Abs(constant.Floats()[0] - number) < Tolerance;
}
