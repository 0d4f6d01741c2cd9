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

    /// <summary>The steps before a head that are between the loads and what is stored and kept; none where those are not the first and the last ones.</summary>
    public static SampleSteps Of(PlannedProgram program)
    {
        var body = program.Steps.Take(program.Head.First).ToList();
        var loads = body.TakeWhile(step => step is LoadStep).Count();
        var count = body.Skip(loads).TakeWhile(step => !step.IsTransfer).Count();
        var areBetween = body.Skip(loads + count).All(step => step is StoreStep or KeepStep);
        return new(loads, areBetween && count > 1 && Pays(program) ? count : 0);
    }

    private static bool Pays(PlannedProgram program) => !program.HasPanels && program.WorkspaceSize <= MostFloats && !PassSize.ReadsWeights(program);
}
