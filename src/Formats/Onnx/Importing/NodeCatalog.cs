using System;
using System.Collections.Generic;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Which operators are imported, and by what.</summary>
internal static class NodeCatalog
{
    public static IReadOnlyDictionary<string, Action<OnnxNode, ImportScope>> All { get; } =
        new Dictionary<string, Action<OnnxNode, ImportScope>>(StringComparer.Ordinal)
        {
            ["Conv"] = ConvolutionNodes.Conv,
            ["ConvTranspose"] = ConvolutionNodes.Transposed,
            ["Gemm"] = DenseNodes.Gemm,
            ["MatMul"] = DenseNodes.MatMul,
            ["BatchNormalization"] = ElementwiseNodes.BatchNorm,
            ["InstanceNormalization"] = NormNodes.Instance,
            ["GroupNormalization"] = NormNodes.Group,
            ["LRN"] = NormNodes.Local,
            ["LayerNormalization"] = NormNodes.Layer,
            ["Relu"] = (node, scope) => ActivationNodes.Plain(node, scope, new Relu()),
            ["LeakyRelu"] = (node, scope) => ActivationNodes.Plain(node, scope, new LeakyRelu(ElementwiseNodes.Decimal(node.Real("alpha", 0.01f)))),
            ["PRelu"] = ElementwiseNodes.PRelu,
            ["Elu"] = (node, scope) => ActivationNodes.Plain(node, scope, new Elu(ElementwiseNodes.Decimal(node.Real("alpha", 1)))),
            ["Tanh"] = (node, scope) => ActivationNodes.Plain(node, scope, new Tanh()),
            ["Abs"] = (node, scope) => ActivationNodes.Plain(node, scope, new Abs()),
            ["Softplus"] = ActivationNodes.Softplus,
            ["Mish"] = (node, scope) => ActivationNodes.Plain(node, scope, new Mish()),
            ["HardSwish"] = (node, scope) => ActivationNodes.Plain(node, scope, new HardSwish()),
            ["Sigmoid"] = ActivationNodes.Sigmoid,
            ["HardSigmoid"] = ActivationNodes.HardSigmoid,
            ["Clip"] = ActivationNodes.Clip,
            ["Max"] = ActivationNodes.Extreme,
            ["Min"] = ActivationNodes.Extreme,
            ["Gelu"] = ActivationNodes.Gelu,
            ["Div"] = ActivationNodes.Div,
            ["Softmax"] = ActivationNodes.Softmax,
            ["LogSoftmax"] = ActivationNodes.Softmax,
            ["Add"] = ElementwiseNodes.Add,
            ["Sum"] = ElementwiseNodes.Add,
            ["Mul"] = ElementwiseNodes.Mul,
            ["Concat"] = ElementwiseNodes.Concat,
            ["MaxPool"] = PoolNodes.Max,
            ["AveragePool"] = PoolNodes.Average,
            ["GlobalAveragePool"] = PoolNodes.Global,
            ["GlobalMaxPool"] = PoolNodes.Global,
            ["ReduceMean"] = PoolNodes.Mean,
            ["Slice"] = PartNodes.Slice,
            ["Split"] = PartNodes.Split,
            ["Pad"] = ShapeNodes.Pad,
            ["Upsample"] = ShapeNodes.Resize,
            ["Resize"] = ShapeNodes.Resize,
            ["Flatten"] = ShapeNodes.Flatten,
            ["Reshape"] = ShapeNodes.Reshape,
            ["Squeeze"] = ShapeNodes.Squeeze,
            ["Unsqueeze"] = ShapeNodes.Squeeze,
            ["Transpose"] = ShapeNodes.Transpose,
            ["Shape"] = ShapeNodes.Shape,
            ["Identity"] = ShapeNodes.Pass,
            ["Dropout"] = ShapeNodes.Pass,
            ["Cast"] = ShapeNodes.Pass,
        };
}
