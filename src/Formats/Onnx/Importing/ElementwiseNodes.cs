using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Folding;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Activations, normalisations, sums, and what is added to or multiplied by each channel.</summary>
internal static class ElementwiseNodes
{
    public static void BatchNorm(OnnxNode node, ImportScope scope)
    {
        if (node.Integer("training_mode", 0) != 0)
            throw new ImportProblem("it is in training mode; export the model after model.eval()");
        if (node.Integer("spatial", 1) != 1)
            throw new ImportProblem("it normalises each position for itself");
        var operand = scope.Any(scope.Activation(node, 0));
        Constant[] weights = [.. Enumerable.Range(1, 4).Select(i => scope.Constant(node, i, "a weight or statistic"))];
        scope.Set(node.Outputs[0], scope.View(scope.AddLayer(node, new BatchNorm(Decimal(node.Real("epsilon", 1e-5f))), "bn", operand, weights)));
    }

    /// <summary>A sum of activations, or a bias for each channel.</summary>
    public static void Add(OnnxNode node, ImportScope scope)
    {
        if (node.Inputs.All(input => scope.ActivationOf(input) is not null))
        {
            int[] operands = [.. node.Inputs.Select(input => scope.Any(scope.ActivationOf(input)!))];
            if (operands.Length == 1)
                scope.Set(node.Outputs[0], scope.View(operands[0]));
            else
                scope.AddPlain(node, new Add(), operands);
            return;
        }

        var (operand, constant) = WithConstant(node, scope);
        scope.Set(node.Outputs[0], scope.View(scope.AddLayer(node, new Bias(), "bias", operand, PerChannel(scope, operand, constant))));
    }

    /// <summary>A product of activations, or a factor for each channel; a bias that is added to nothing but it belongs to it.</summary>
    public static void Mul(OnnxNode node, ImportScope scope)
    {
        if (node.Inputs.All(input => scope.ActivationOf(input) is not null))
        {
            Product(node, scope);
            return;
        }

        var (operand, constant) = WithConstant(node, scope);
        var weight = PerChannel(scope, operand, constant);
        if (scope.OnlyReader(node.Outputs[0]) is { Op: "Add" } add && add.Inputs.Select(scope.ConstantOf).OfType<Constant>().FirstOrDefault() is { } bias
            && bias.Tensor.Elements == weight.Tensor.Elements
            && LayerNaming.AreOfOneLayer(constant.Tensor.Name, bias.Tensor.Name))
        {
            scope.Done.Add(add);
            scope.Set(add.Outputs[0], scope.View(scope.AddLayer(node, new Scale(HasBias: true), "scale", operand, weight, PerChannel(scope, operand, bias))));
        }
        else
        {
            scope.Set(node.Outputs[0], scope.View(scope.AddLayer(node, new Scale(HasBias: false), "scale", operand, weight)));
        }
    }

    /// <summary>A ReLU with a learned slope: one, or one a channel.</summary>
    public static void PRelu(OnnxNode node, ImportScope scope)
    {
        var (operand, slopes) = (scope.Any(scope.Activation(node, 0)), scope.Constant(node, 1, "its slope"));
        var isShared = slopes.Tensor.Elements == 1;
        var weight = isShared ? new(slopes.Tensor.Shaped(slopes.Tensor.Name, [1])) : PerChannel(scope, operand, slopes);
        scope.Set(node.Outputs[0], scope.View(scope.AddLayer(node, new PRelu(isShared), "prelu", operand, weight)));
    }

    /// <summary>Of two values of one shape, or of a map and a number for each of its channels: a vector that is seen as a map of one position.</summary>
    private static void Product(OnnxNode node, ImportScope scope)
    {
        var (left, right) = (scope.Activation(node, 0), scope.Activation(node, 1));
        if (left.Rank != right.Rank)
            throw new ImportProblem($"a product of {left} and {right} multiplies other places than those of a channel, which cannot be said");
        var product = scope.View(scope.Add(scope.Names.OfNode("mul"), new Mul(), Factor(left, scope), Factor(right, scope)));
        scope.Set(node.Outputs[0], product with { Dims = (left.Size < right.Size ? right : left).Dims });
    }

    private static int Factor(ActivationView view, ImportScope scope) =>
        view is { Order: null, Dims: [_, 1, 1] } && scope.Builder.ShapeOf(view.Node) is { IsVector: true } shape && shape.Size == view.Size
            ? view.Node
            : scope.Any(view);

    public static void Concat(OnnxNode node, ImportScope scope)
    {
        var views = node.Inputs.Select((_, i) => scope.Activation(node, i)).ToList();
        var axis = node.Integer("axis", 1);
        if ((axis < 0 ? axis + views[0].Rank : axis) != 1)
            throw new ImportProblem("only channels can be concatenated, axis 1");
        int[] operands = [.. views.Select(scope.Any)];
        if (operands.Length == 1)
            scope.Set(node.Outputs[0], views[0]);
        else
            scope.AddPlain(node, new Concat(), operands);
    }

    /// <summary>The double that is written as the single is: 1e-05 for the single nearest to it.</summary>
    public static double Decimal(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static (int Operand, Constant Constant) WithConstant(OnnxNode node, ImportScope scope)
    {
        var at = scope.ActivationOf(node.Input(0)) is not null ? 0 : 1;
        return (scope.Any(scope.Activation(node, at)), scope.Constant(node, 1 - at, "the other operand"));
    }

    /// <summary>A constant of a number for each channel, as vectors and maps take them.</summary>
    private static Constant PerChannel(ImportScope scope, int operand, Constant constant)
    {
        var shape = scope.Builder.ShapeOf(operand);
        var dims = constant.Shape.ToArray();
        var axis = shape.IsMap ? dims.Length - 3 : dims.Length - 1;
        return constant.Tensor.Elements == shape.Channels && (shape.Channels == 1 || (axis >= 0 && dims[axis] == shape.Channels))
            ? new(constant.Tensor.Shaped(constant.Tensor.Name, [shape.Channels]))
            : throw new ImportProblem($"a constant [{Tensors.Dims.Text(dims)}] is no number for each channel of {shape}");
    }
}
