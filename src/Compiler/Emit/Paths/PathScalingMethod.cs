using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The walk over a path-norm net that derives its tensors: a line a step.</summary>
internal sealed class PathScalingMethod
{
    public const string Class = "PathNormScaling";

    private readonly Identifiers _names = new(["scaling"]);
    private readonly List<string> _locals = [];

    private PathScalingMethod()
    {
    }

    public static void Write(SourceWriter writer, PathProgram program)
    {
        writer.Line("/// <summary>From the network's parameters to the tensors of its path-norm pass.</summary>");
        using (writer.Open($"private static class {Class}"))
        using (writer.Open($"public static void Derive({Api.PathScaling} scaling)"))
        {
            var method = new PathScalingMethod();
            foreach (var step in program.Scaling)
            {
                method.Step(writer, step);
            }

            foreach (var output in program.Outputs)
            {
                writer.Line($"scaling.Output({method._locals[output]});");
            }
        }
    }

    private void Step(SourceWriter writer, ScalingStep step)
    {
        var local = CSharp.Escape(_names.Unique(Identifiers.Field(Identifiers.Member(step.Name)).Substring(1)));
        if (step is NeuronsScaling block)
        {
            Neurons(writer, block, local);
        }
        else
        {
            writer.Line($"var {local} = scaling.{Call(step)};");
        }

        _locals.Add(local);
    }

    private string Call(ScalingStep step) => step switch
    {
        OnesScaling op => $"Ones({N(op.Channels)})",
        ConvScaling op => $"{(op.IsTransposed ? "ConvTranspose" : "Conv")}({_locals[op.Operand]}, weight: {N(op.Weight)}, bias: {N(op.Bias)}, "
            + $"channels: {N(op.Channels)}, groups: {N(op.Groups)}, rows: {Axis(op.Rows, op.IsTransposed)}, columns: {Axis(op.Columns, op.IsTransposed)})",
        LinearScaling op => $"Linear({_locals[op.Operand]}, weight: {N(op.Weight)}, bias: {N(op.Bias)}, features: {N(op.Features)})",
        KroneckerScaling { Pattern: var p } op => $"Kronecker({_locals[op.Operand]}, weight: {N(op.Weight)}, {N(p.A)}, {N(p.B)}, {N(p.C)}, {N(p.D)})",
        BatchNormScaling op =>
            $"BatchNorm({_locals[op.Operand]}, gamma: {N(op.Gamma)}, beta: {N(op.Beta)}, mean: {N(op.Mean)}, variance: {N(op.Variance)}, epsilon: "
                + $"{CSharp.Literal(op.Epsilon)})",
        ScaleScaling op => $"Scale({_locals[op.Operand]}, weight: {N(op.Weight)}, bias: {N(op.Bias)})",
        EdgesScaling op => $"Edges({_locals[op.Operand]}, {string.Join(", ", op.Edges.Select(edge => CSharp.Literal(edge)))})",
        SumPoolScaling { Divisor: 1 } op => $"SumPool({_locals[op.Operand]}, covered: {N(op.Covered)})",
        SumPoolScaling op => $"SumPool({_locals[op.Operand]}, covered: {N(op.Covered)}, divisor: {N(op.Divisor)})",
        UnevenSumPoolScaling op => $"UnevenSumPool({_locals[op.Operand]}, covered: {N(op.Covered)}, fewest: {N(op.Fewest)})",
        AddScaling op => $"Add({Operands(op.Operands)})",
        ConcatScaling op => $"Concat({Operands(op.Operands)})",
        FlattenScaling op => $"Flatten({_locals[op.Operand]}, pixels: {N(op.Pixels)})",
        UpsampleScaling op => $"Upsample({_locals[op.Operand]}, copies: {N(op.Copies)})",
        InterpolationScaling op => $"Interpolate({_locals[op.Operand]}, covered: {N(op.Covered)}, copies: {N(op.Copies)})",
        SliceScaling op => $"Slice({_locals[op.Operand]}, first: {N(op.First)}, count: {N(op.Count)})",
        ShuffleScaling op => $"Shuffle({_locals[op.Operand]}, groups: {N(op.Groups)})",
        PadScaling op => $"Pad({_locals[op.Operand]}, front: {N(op.Front)}, back: {N(op.Back)})",
        _ => throw new NotSupportedException($"No text for {step.GetType().Name}."),
    };

    private static string Axis(ScalingAxis axis, bool isTransposed)
    {
        int[] numbers = [axis.Inputs, axis.Outputs, axis.Kernel, axis.Stride, axis.Padding, axis.Dilation];
        return $"new({string.Join(", ", numbers.Select(N))}{(isTransposed ? ", transposed: true" : "")})";
    }

    private void Neurons(SourceWriter writer, NeuronsScaling step, string local)
    {
        var block = _names.Unique(local + "Neurons");
        writer.Line($"var {block} = scaling.Neurons({_locals[step.Operand]});");
        foreach (var neuron in step.Neurons)
        {
            var sources = neuron.Sources.Count == 0 ? "new int[0]" : $"new[] {{ {string.Join(", ", neuron.Sources.Select(N))} }}";
            var frozen = string.Concat(neuron.Frozen.Select(weight => ", " + CSharp.Literal(weight ?? double.NaN)));
            writer.Line($"{block}.Add({N(neuron.Weight)}, {N(neuron.Bias)}, {sources}{frozen}); // {CSharp.Comment(neuron.Name)}");
        }

        writer.Line($"var {local} = {block}.Outputs({string.Join(", ", step.Outputs.Select(N))});");
    }

    private string Operands(EquatableArray<int> operands) => string.Join(", ", operands.Select(operand => _locals[operand]));

    private static string N(int number) => CSharp.Literal(number);
}
