using System;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Activations. Those that opset 17 lacks are several operators, as PyTorch's exporter writes them.</summary>
internal static class ActivationExports
{
    /// <exception cref="NotSupportedException">ONNX cannot say the op.</exception>
    public static void Export(Node node, ExportScope scope)
    {
        var x = scope.Value(node.Inputs[0]);
        switch (node.Op)
        {
            case Relu or Sigmoid or Tanh or Abs or Softplus or HardSwish:
                scope.AddResult(node, node.Op.GetType().Name, [x]);
                break;
            case LeakyRelu op:
                scope.AddResult(node, "LeakyRelu", [x], n => n.With("alpha", (float)op.Slope));
                break;
            case Elu op:
                scope.AddResult(node, "Elu", [x], n => n.With("alpha", (float)op.Alpha));
                break;
            case HardSigmoid:
                scope.AddResult(node, "HardSigmoid", [x], n => n.With("alpha", 1f / 6).With("beta", 0.5f));
                break;
            case Clamp op:
                scope.AddResult(node, "Clip", [x, Number(scope, (float)op.Low), Number(scope, (float)op.High)]);
                break;
            case Silu:
                scope.AddResult(node, "Mul", [x, scope.Add(node, "Sigmoid", [x], "sigmoid")]);
                break;
            case Mish:
                scope.AddResult(node, "Mul", [x, scope.Add(node, "Tanh", [scope.Add(node, "Softplus", [x], "softplus")], "tanh")]);
                break;
            case Gelu op:
                var part = op.UsesTanh ? ByTanh(node, x, scope) : ByErf(node, x, scope);
                var product = scope.Add(node, "Mul", [x, scope.Add(node, "Add", [part, Number(scope, 1)], "above")], "product");
                scope.AddResult(node, "Mul", [product, Number(scope, 0.5f)]);
                break;
            case Softmax op:
                scope.AddResult(node, op.IsLogarithm ? "LogSoftmax" : "Softmax", [x], n => n.With("axis", node.Shape.IsSequence ? 2 : 1));
                break;
            default:
                throw new NotSupportedException($"'{node.Name}', {node.Op.Describe()}, has nothing like it in ONNX.");
        }
    }

    private static string ByErf(Node node, string x, ExportScope scope) =>
        scope.Add(node, "Erf", [scope.Add(node, "Div", [x, Number(scope, MathF.Sqrt(2))], "scaled")], "erf");

    /// <summary>tanh(sqrt(2 / pi) (x + 0.044715 x^3)).</summary>
    private static string ByTanh(Node node, string x, ExportScope scope)
    {
        var cube = scope.Add(node, "Mul", [scope.Add(node, "Mul", [x, x], "square"), x], "cube");
        var bent = scope.Add(node, "Add", [x, scope.Add(node, "Mul", [cube, Number(scope, 0.044715f)], "small")], "bent");
        return scope.Add(node, "Tanh", [scope.Add(node, "Mul", [bent, Number(scope, MathF.Sqrt(2 / MathF.PI))], "scaled")], "tanh");
    }

    private static string Number(ExportScope scope, float value) => scope.Floats(FormattableString.Invariant($"number/{value}"), [], [value]);
}
