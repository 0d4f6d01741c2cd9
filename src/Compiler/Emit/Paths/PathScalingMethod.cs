using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;

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
        switch (step)
        {
            case ScalingCall call:
                writer.Line($"var {local} = scaling.{Call(call)};");
                break;
            case NeuronsScaling block:
                Neurons(writer, block, local);
                break;
            default:
                throw new NotSupportedException($"No text for {step.GetType().Name}.");
        }

        _locals.Add(local);
    }

    private string Call(ScalingCall call) => $"{call.Method}({string.Join(", ", call.Arguments.Select(Argument))})";

    private string Argument(ScalingArgument argument) => (argument.Label.Length == 0 ? "" : argument.Label + ": ") + argument switch
    {
        ScalingArgument.Operand operand => _locals[operand.Step],
        ScalingArgument.Number number => N(number.Value),
        ScalingArgument.Real real => CSharp.Literal(real.Value),
        ScalingArgument.Windows windows => Axis(windows.Axis, windows.IsTransposed),
        _ => throw new NotSupportedException($"No text for {argument.GetType().Name}."),
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

    private static string N(int number) => CSharp.Literal(number);
}
