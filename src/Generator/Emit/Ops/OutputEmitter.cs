using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Copies an output out.</summary>
internal static class OutputEmitter
{
    public static void Write(SourceWriter writer, StoreStep step)
    {
        Places.Declare(writer, "from", step.From);
        writer.Line($"{Api.Maps}.Store(run, from, target, first, batch{(step.BatchLast ? ", batchLast: true" : "")});");
    }
}
