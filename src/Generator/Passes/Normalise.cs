using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Passes;

/// <summary>
/// What every program derived from a net goes through before planning: the same function in fewer kinds of node
/// (no identities, sums of two operands, vectors where vectors are taken, nothing that no output needs).
/// </summary>
public static class Normalise
{
    public static Net Run(Net net) => DeadNodes.Run(FlattenOperands.Run(SplitAdds.Run(RemoveIdentities.Run(net))));
}
