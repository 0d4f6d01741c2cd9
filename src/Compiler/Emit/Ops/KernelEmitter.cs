using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Convolutions, fully connected layers and Kronecker-sparse factors: a kernel that is generic over its shape.</summary>
internal static class KernelEmitter
{
    public static void Write(StepCode code, Plan plan, ModelNames names, KernelStep step)
    {
        if (step.Clear is { } clear)
        {
            code.Clear(clear);
        }

        var shape = plan.Shapes[step.Shape];
        var residual = step.Residual is null ? "" : $", residual: {CSharp.Literal(step.Residual.Offset)}";
        var relu = step.Relu ? ", relu: true" : "";
        var port = step.Port is { } output ? $", port: {CSharp.Literal(output)}" : "";
        var scratch = step.Scratch is null ? "" : $", scratch: {CSharp.Literal(step.Scratch.Offset)}";
        var settings = string.Concat(step.Algorithm.Settings.Select(setting => $", {setting.Name}: {CSharp.Literal(setting.Value)}"));
        code.Call(
            $"{KernelRooms.Of(shape)}{step.Algorithm.Kernel}.Run<{names.Shapes[step.Shape]}>",
            $"{names.Weights[step.Weights]}, input: {CSharp.Literal(step.From.Offset)}, output: {CSharp.Literal(step.To.Offset)}{residual}{relu}{port}{settings}{scratch}");
    }
}
