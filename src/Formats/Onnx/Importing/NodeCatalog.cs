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
            ["Relu"] = (node, scope) => scope.AddPlain(node, new Relu(), scope.Any(scope.Activation(node, 0))),
            ["LeakyRelu"] = ElementwiseNodes.LeakyRelu,
            ["Sigmoid"] = (node, scope) => scope.AddPlain(node, new Sigmoid(), scope.Any(scope.Activation(node, 0))),
            ["Add"] = ElementwiseNodes.Add,
            ["Sum"] = ElementwiseNodes.Add,
            ["Mul"] = ElementwiseNodes.Mul,
            ["Concat"] = ElementwiseNodes.Concat,
            ["MaxPool"] = PoolNodes.Max,
            ["AveragePool"] = PoolNodes.Average,
            ["GlobalAveragePool"] = PoolNodes.Global,
            ["GlobalMaxPool"] = PoolNodes.Global,
            ["ReduceMean"] = PoolNodes.Mean,
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
