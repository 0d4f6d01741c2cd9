using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Brings an input in.</summary>
internal static class InputEmitter
{
    public static void Write(StepCode code, LoadStep step)
    {
        var to = code.Target(step.To, step.Clear);
        code.Call(step.To.IsPlanar
            ? $"{Api.Maps}.LoadPlanar(run, source, first, batch, {to})"
            : $"{Api.Maps}.Load(run, source, first, batch, {to}{(step.BatchLast ? ", batchLast: true" : "")})");
    }
}
