using System;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Folding;
using NetSpec.Formats.Onnx.Messages;
using NetSpec.Formats.Tensors;
using NetSpec.Formats.Content;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Products with a constant matrix: linear layers, and Kronecker-sparse factors as our exporter writes them.</summary>
internal static class DenseNodes
{
    /// <summary>[batch, a, c, d] as [a, d, batch, c], which a factor multiplies by [a, d, c, b].</summary>
    private static readonly int[] FactorOrder = [1, 3, 0, 2];

    public static void Gemm(OnnxNode node, ImportScope scope)
    {
        if (node.Integer("transA", 0) != 0)
            throw new ImportProblem("its first operand is transposed");
        if (node.Real("alpha", 1) != 1 || (node.Real("beta", 1) != 1 && node.Input(2).Length > 0))
            throw new ImportProblem("alpha and beta must be 1");
        var weight = Matrix(scope.Constant(node, 1, "the weight"));
        Add(node, scope, node.Integer("transB", 0) != 0 ? weight : ImportScope.Transposed(weight), scope.Optional(node, 2, "the bias"), node.Outputs[0]);
    }

    public static void MatMul(OnnxNode node, ImportScope scope)
    {
        var weight = scope.Constant(node, 1, "the second operand");
        if (scope.Activation(node, 0) is { Order: { } order, Dims: [var a, var c, var d] } view && order.SequenceEqual(FactorOrder))
        {
            Factor(node, scope, view, weight, a, c, d);
            return;
        }

        // A bias that is added to nothing but this product belongs to the layer.
        if (scope.OnlyReader(node.Outputs[0]) is { Op: "Add" } add && add.Inputs.Select(scope.ConstantOf).OfType<Constant>().FirstOrDefault() is { } bias
            && bias.Tensor.Elements == weight.Shape[^1] && bias.Shape.Length <= 2)
        {
            scope.Done.Add(add);
            Add(node, scope, ImportScope.Transposed(Matrix(weight)), bias, add.Outputs[0]);
        }
        else
        {
            Add(node, scope, ImportScope.Transposed(Matrix(weight)), null, node.Outputs[0]);
        }
    }

    private static void Add(OnnxNode node, ImportScope scope, Constant weight, Constant? bias, string output)
    {
        var operand = scope.Vector(scope.Activation(node, 0), takesPoint: true);
        if (scope.Builder.ShapeOf(operand).Size != weight.Shape[1])
            throw new ImportProblem($"its operand has {scope.Builder.ShapeOf(operand).Size} features, its weight takes {weight.Shape[1]}");
        var op = new Linear(WindowAttributes.Small(weight.Shape[0], "the weight"), bias is not null);
        scope.Set(output, scope.View(scope.AddLayer(node, op, "fc", operand, bias is null ? [weight] : [weight, bias])));
    }

    private static Constant Matrix(Constant weight) =>
        weight.Shape.Length == 2 ? weight : throw new ImportProblem($"its weight is [{Dims.Text(weight.Shape)}], no matrix");

    private static void Factor(OnnxNode node, ImportScope scope, ActivationView view, Constant weight, long a, long c, long d)
    {
        if (weight.Shape.Length != 4 || weight.Shape[0] != a || weight.Shape[1] != d || weight.Shape[2] != c)
            throw new ImportProblem($"its matrices are [{Dims.Text(weight.Shape)}]; [{a}x{d}x{c}x…] fits");

        // [a, d, c, b] is the weight (a, b, c, d) seen otherwise; seen back it is what it was.
        var b = weight.Shape[3];
        var size = ElementTypes.Size(weight.Tensor.Type);
        var content = new StridedContent(weight.Tensor.Content, weight.Tensor.Name, size, 0, [a, b, c, d], [d * c * b, 1, b, c * b]);
        var stored = new Constant(new TensorEntry(weight.Tensor.Name, weight.Tensor.Type, [a, b, c, d], content));
        var op = new Kronecker(new KsPattern((int)a, WindowAttributes.Small(b, "the weight"), (int)c, (int)d));
        var operand = scope.Vector(new(view.Node, [view.Size]), takesPoint: true);
        var factor = scope.AddLayer(node, op, "ks", operand, stored);
        scope.Set(node.Outputs[0], new ActivationView(factor, [a, b, d], FactorOrder));
    }
}
