using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Inputs brought in and outputs copied out.</summary>
internal static class TransferEmitter
{
    public static void Write(StepCode code, LoadStep step)
    {
        var to = code.Map("to", step.To);
        if (step.Clear is not null)
            code.Clear(to);

        code.Call(step.To.IsPlanar
            ? $"{Api.Maps}.LoadPlanar(run, source, first, batch, {to})"
            : $"{Api.Maps}.Load(run, source, first, batch, {to}{(step.BatchLast ? ", batchLast: true" : "")})");
    }

    /// <param name="code">Where to.</param>
    /// <param name="step">The step.</param>
    /// <param name="target">The arguments that say where to.</param>
    public static void Write(StepCode code, StoreStep step, string target)
    {
        var from = code.Map("from", step.From);
        code.Call($"{Api.Maps}.Store(run, {from}, {target}{(step.BatchLast ? ", batchLast: true" : "")})");
    }
}
