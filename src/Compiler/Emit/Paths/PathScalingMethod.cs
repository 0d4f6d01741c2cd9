using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Passes.Adjoints;
using NetSpec.Compiler.Passes.PathNorms;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>
/// The walk over a path-norm net that derives its tensors: a line a node, in topological order, with the numbers of the
/// network's tensors and what bounds need to know of shapes.
/// </summary>
internal sealed class PathScalingMethod
{
    public const string Class = "PathNormScaling";

    private readonly PathNet _path;
    private readonly Identifiers _names = new(["scaling"]);
    private readonly Dictionary<int, string> _locals = [];

    private PathScalingMethod(PathNet path) => _path = path;

    public static void Write(SourceWriter writer, PathNet path)
    {
        writer.Line("/// <summary>From the network's parameters to the tensors of its path-norm pass.</summary>");
        using (writer.Open($"private static class {Class}"))
        using (writer.Open($"public static void Derive({Api.PathScaling} scaling)"))
        {
            var method = new PathScalingMethod(path);
            foreach (var node in path.Net.Nodes)
            {
                method.Node(writer, node);
            }

            foreach (var output in path.Net.Outputs)
            {
                writer.Line($"scaling.Output({method._locals[output.Node]});");
            }
        }
    }

    private void Node(SourceWriter writer, Node node)
    {
        if (PathValues.IsAlias(_path.Net, node))
        {
            _locals[node.Id] = Operand(node);
            return;
        }

        var local = _locals[node.Id] = CSharp.Escape(_names.Unique(Identifiers.Field(Identifiers.Member(node.Name)).Substring(1)));
        if (node.Op is Neurons neurons)
        {
            Neurons(writer, node, neurons, local);
            return;
        }

        writer.Line($"var {local} = {Call(node)};");
    }

    private string Call(Node node) => node.Op switch
    {
        Ones => $"scaling.Ones({CSharp.Literal(node.Shape.Channels)})",
        Conv2D op => Convolution("Conv", node, op.HasBias, op.Groups, Axes(node, op.Kernel, op.Stride, op.Padding, op.Dilation, transposed: false)),
        ConvTranspose2D op => Convolution("ConvTranspose", node, op.HasBias, op.Groups, Axes(node, op.Kernel, op.Stride, op.Padding, op.Dilation, transposed: true)),
        Linear op => $"scaling.Linear({Operand(node)}, {WeightAndBias(node, op.HasBias)}, features: {CSharp.Literal(op.OutFeatures)})",
        Kronecker { Pattern: var p } => $"scaling.Kronecker({Operand(node)}, weight: {Source(node, 0)}, {CSharp.Literal(p.A)}, {CSharp.Literal(p.B)}, {CSharp.Literal(p.C)}, {CSharp.Literal(p.D)})",
        Scale op => Scale(node, op),
        SumPool { Divisor: PoolDivisor.None, Constant: 1 } op => $"scaling.SumPool({Operand(node)}, covered: {CSharp.Literal(op.Covered)})",
        SumPool { Divisor: PoolDivisor.None } op => $"scaling.SumPool({Operand(node)}, covered: {CSharp.Literal(op.Covered)}, divisor: {CSharp.Literal(op.Constant)})",
        SumPool op => $"scaling.UnevenSumPool({Operand(node)}, covered: {CSharp.Literal(op.Covered)}, fewest: {CSharp.Literal(op.Fewest)})",
        Add => $"scaling.Add({Operands(node)})",
        Concat => $"scaling.Concat({Operands(node)})",
        Flatten => $"scaling.Flatten({Operand(node)}, pixels: {CSharp.Literal(From(node).Height * From(node).Width)})",
        Upsample { Factor: var factor } => $"scaling.Upsample({Operand(node)}, copies: {CSharp.Literal(factor.Height * factor.Width)})",
        Pad pad => $"scaling.Pad({Operand(node)}, front: {CSharp.Literal(pad.Front)}, back: {CSharp.Literal(pad.Back)})",
        var op => throw new NotSupportedException($"No scaling of '{op.Keyword}'."),
    };

    private string Convolution(string method, Node node, bool hasBias, int groups, string axes) =>
        $"scaling.{method}({Operand(node)}, {WeightAndBias(node, hasBias)}, channels: {CSharp.Literal(node.Shape.Channels)}, groups: {CSharp.Literal(groups)}, {axes})";

    private string Axes(Node node, Extent kernel, Extent stride, Padding padding, Extent dilation, bool transposed) =>
        $"rows: {Axis(From(node).Height, node.Shape.Height, kernel.Height, stride.Height, padding.Top, dilation.Height, transposed)}, "
        + $"columns: {Axis(From(node).Width, node.Shape.Width, kernel.Width, stride.Width, padding.Left, dilation.Width, transposed)}";

    private static string Axis(int inputs, int outputs, int kernel, int stride, int pad, int dilation, bool transposed)
    {
        int[] numbers = [inputs, outputs, kernel, stride, pad, dilation];
        return $"new({string.Join(", ", numbers.Select(number => CSharp.Literal(number)))}{(transposed ? ", transposed: true" : "")})";
    }

    private string Scale(Node node, Scale op) => _path.Tensors[node.Parameters[0]] is NormFactorTensor && _path.Tensors[node.Parameters[1]] is NormShiftTensor norm
        ? $"scaling.BatchNorm({Operand(node)}, gamma: {CSharp.Literal(norm.Gamma ?? -1)}, beta: {CSharp.Literal(norm.Beta ?? -1)}, mean: {CSharp.Literal(norm.Mean)}, variance: {CSharp.Literal(norm.Variance)}, epsilon: {CSharp.Literal(norm.Epsilon)})"
        : $"scaling.Scale({Operand(node)}, {WeightAndBias(node, op.HasBias)})";

    private void Neurons(SourceWriter writer, Node node, Neurons neurons, string local)
    {
        var block = _names.Unique(local + "Neurons");
        var next = 0;
        writer.Line($"var {block} = scaling.Neurons({Operand(node)});");
        foreach (var neuron in neurons.Items)
        {
            var edges = neuron.Antecedents.Count == 0 ? null : (EdgesTensor)_path.Tensors[node.Parameters[next++]];
            var bias = neuron.HasBias ? Source(node, next++) : CSharp.Literal(-1);
            var sources = neuron.Antecedents.Count == 0 ? "new int[0]" : $"new[] {{ {string.Join(", ", neuron.Antecedents.Select(edge => CSharp.Literal(edge.Source)))} }}";
            var frozen = edges is null || edges.Frozen.All(weight => weight is null) ? "" : string.Concat(edges.Frozen.Select(weight => ", " + CSharp.Literal(weight ?? double.NaN)));
            writer.Line($"{block}.Add({CSharp.Literal(edges?.Source ?? -1)}, {bias}, {sources}{frozen}); // {CSharp.Comment(neuron.Name)}");
        }

        writer.Line($"var {local} = {block}.Outputs({string.Join(", ", neurons.Outputs.Select(output => CSharp.Literal(output)))});");
    }

    private string WeightAndBias(Node node, bool hasBias) => $"weight: {Source(node, 0)}, bias: {(hasBias ? Source(node, 1) : CSharp.Literal(-1))}";

    /// <summary>The network's tensor that one of a node comes from; -1 for one that is frozen.</summary>
    private string Source(Node node, int index) => CSharp.Literal(_path.Tensors[node.Parameters[index]] is PowerTensor power ? power.Source : -1);

    private string Operand(Node node) => _locals[node.Inputs[0]];

    private string Operands(Node node) => string.Join(", ", node.Inputs.Select(id => _locals[id]));

    private Shape From(Node node) => _path.Net.Nodes[node.Inputs[0]].Shape;
}
