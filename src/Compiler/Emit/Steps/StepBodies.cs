using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Ops;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Steps;

/// <summary>The calls of a step that is no block of neurons.</summary>
internal static class StepBodies
{
    /// <param name="code">Where to.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="step">The step.</param>
    /// <param name="target">The arguments of a step that copies an output out: where to.</param>
    public static void Write(StepCode code, ModelNames names, PlanStep step, string target = "target, first, batch")
    {
        switch (step)
        {
            case LoadStep load:
                TransferEmitter.Write(code, load);
                break;
            case StoreStep store:
                TransferEmitter.Write(code, store, target);
                break;
            case CallStep call:
                CallEmitter.Write(code, names, call);
                break;
            default:
                throw new System.NotSupportedException($"No emitter prints {step.GetType().Name}.");
        }
    }
}
