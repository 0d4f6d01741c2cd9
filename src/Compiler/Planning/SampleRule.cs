using System.Linq;
using NetSpec.Compiler.Planning.Steps;

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
        !program.HasPanels && program.WorkspaceSize <= MostFloats && !PassSize.ReadsWeights(program) && Inner(program.Steps) > 1;

    /// <summary>Steps between the loads and the stores; 0 where those are not the first and the last ones.</summary>
    private static int Inner(Dsl.EquatableArray<PlanStep> steps)
    {
        var loads = steps.TakeWhile(step => step is LoadStep).Count();
        var stores = steps.Reverse().TakeWhile(step => step is StoreStep).Count();
        return steps.Count(step => step is LoadStep or StoreStep) == loads + stores ? steps.Count - loads - stores : 0;
    }
}
