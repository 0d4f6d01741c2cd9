using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Norms with statistics of the sample itself.</summary>
internal static class NormNodes
{
    /// <summary>A norm of each channel; where channels were seen as groups before, of each group.</summary>
    public static void Instance(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        var (weight, bias) = (scope.Constant(node, 1, "the weight"), scope.Constant(node, 2, "the bias"));
        var epsilon = ElementwiseNodes.Decimal(node.Real("epsilon", 1e-5f));
        var isPlain = weight.Floats().All(value => value == 1) && bias.Floats().All(value => value == 0);
        var shape = scope.Builder.ShapeOf(view.Node);
        if (view is { Order: null, Dims: [var groups, ..] } && !view.Dims.SequenceEqual(shape.Dims.Select(dim => (long)dim)))
        {
            if (!isPlain)
                throw new ImportProblem("it has a weight and bias of each group of channels; those of each channel only can be said");
            var grouped = scope.View(scope.Add(scope.Names.OfNode("groupnorm"), new GroupNorm((int)groups, epsilon, IsAffine: false), view.Node));
            scope.Set(node.Outputs[0], grouped with { Dims = view.Dims });
            return;
        }

        var operand = scope.Map(view);
        scope.Set(node.Outputs[0], scope.View(isPlain
            ? scope.Add(scope.Names.OfNode("instancenorm"), new InstanceNorm(epsilon), operand)
            : scope.AddLayer(node, new InstanceNorm(epsilon, IsAffine: true), "instancenorm", operand, weight, bias)));
    }

    /// <summary>Around each channel as many before as behind it.</summary>
    public static void Local(OnnxNode node, ImportScope scope)
    {
        var size = WindowAttributes.Small(node.Integer("size", 0), "size");
        if (size % 2 == 0)
            throw new ImportProblem("of an even number of channels one more lies behind each, where PyTorch and the language have one more before it");
        var (alpha, beta) = (ElementwiseNodes.Decimal(node.Real("alpha", 1e-4f)), ElementwiseNodes.Decimal(node.Real("beta", 0.75f)));
        scope.AddPlain(
            node, new LocalNorm(size, alpha, beta, ElementwiseNodes.Decimal(node.Real("bias", 1))), scope.Map(scope.Activation(node, 0)));
    }

    /// <summary>From opset 21 on with a weight and bias of each channel; before, of each group, which cannot be said.</summary>
    public static void Group(OnnxNode node, ImportScope scope)
    {
        if (scope.Model.Opset < 21)
            throw new ImportProblem("before opset 21 it has a weight and bias of each group of channels; those of each channel only can be said");
        var groups = WindowAttributes.Small(node.Integer("num_groups", 0), "num_groups");
        var op = new GroupNorm(groups, ElementwiseNodes.Decimal(node.Real("epsilon", 1e-5f)));
        var operand = scope.Any(scope.Activation(node, 0));
        scope.Set(node.Outputs[0], scope.View(scope.AddLayer(
            node, op, "groupnorm", operand, scope.Constant(node, 1, "the weight"), scope.Constant(node, 2, "the bias"))));
    }

    public static void Layer(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        var axis = node.Integer("axis", -1);
        if ((axis < 0 ? axis + view.Rank : axis) != 1)
            throw new ImportProblem("only a norm over all dimensions of a sample can be said, axis 1");
        var (operand, epsilon) = (scope.Any(view), ElementwiseNodes.Decimal(node.Real("epsilon", 1e-5f)));
        var weight = scope.Constant(node, 1, "the weight");
        var bias = scope.Optional(node, 2, "the bias");
        if (bias is null && weight.Floats().Any(value => value != 1))
            throw new ImportProblem("it has a weight and no bias; both, or none, can be said");
        scope.Set(node.Outputs[0], scope.View(bias is null
            ? scope.Add(scope.Names.OfNode("layernorm"), new LayerNorm(epsilon, IsAffine: false), operand)
            : scope.AddLayer(node, new LayerNorm(epsilon), "layernorm", operand, weight, bias)));
    }
}
