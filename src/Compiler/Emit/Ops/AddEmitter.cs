using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>A sum that no linear op took up.</summary>
internal static class AddEmitter
{
    public static void Write(StepCode code, AddStep step)
    {
        var left = code.Map("left", step.Left);
        var right = code.Map("right", step.Right);
        var to = code.Target(step.To, step.Clear);
        code.Call($"{Api.Maps}.Add(run, {left}, {right}, {to}, relu: {CSharp.Literal(step.Relu)})");
    }
}
