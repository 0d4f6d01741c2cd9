using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Copies an output out.</summary>
internal static class OutputEmitter
{
    /// <param name="code">Where to.</param>
    /// <param name="step">The step.</param>
    /// <param name="target">The arguments that say where to.</param>
    public static void Write(StepCode code, StoreStep step, string target)
    {
        var from = code.Map("from", step.From);
        code.Call($"{Api.Maps}.Store(run, {from}, {target}{(step.BatchLast ? ", batchLast: true" : "")})");
    }
}
