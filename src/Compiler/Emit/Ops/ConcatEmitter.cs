using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>The parts of a concat that are not in place.</summary>
internal static class ConcatEmitter
{
    public static void Write(StepCode code, ConcatStep step)
    {
        var to = code.Target(step.To, step.Clear);
        foreach (var part in step.Parts)
        {
            code.Call($"{Api.Maps}.Copy(run, {code.Argument(part.From)}, {to}, toChannel: {CSharp.Literal(part.Channel)})");
        }
    }
}
