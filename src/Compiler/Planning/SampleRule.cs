using System.Linq;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// Whether threads may take samples of a batch of their own through the network, instead of sharing out each layer. Then each of them
/// reads all weights, which is nothing where every weight meets many values, as those of convolutions do.
/// </summary>
internal static class SampleRule
{
    // Floats of a sample's region: 64 MiB. Where layers are that large, sharing them out costs nothing, and memory counts.
    private const int MostFloats = 16 << 20;

    public static bool Holds(PlannedProgram program) =>
        !program.HasPanels && program.WorkspaceSize <= MostFloats && !PassSize.ReadsWeights(program) && Inner(program.Steps, program.Head).Count > 1;

    /// <summary>The steps before a head that are between the loads and what is stored and kept; none where those are not the first and the last ones.</summary>
    public static (int First, int Count) Inner(EquatableArray<PlanStep> steps, BatchHead head)
    {
        var body = steps.Take(head.First).ToList();
        var loads = body.TakeWhile(step => step is LoadStep).Count();
        var count = body.Skip(loads).TakeWhile(step => !step.IsTransfer).Count();
        return (loads, body.Skip(loads + count).All(step => step is StoreStep or KeepStep) ? count : 0);
    }
}
