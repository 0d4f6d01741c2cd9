using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>
/// Joins a group with the one whose result it alone reads, or several such, where one kernel can compute them and moves less. It is
/// decided before borders are known, which make no difference to it.
/// </summary>
internal static class Joining
{
    public static IReadOnlyList<Group> Run(Net net, Readers readers, IReadOnlyList<Group> groups, ProgramPolicy policy)
    {
        var endsAt = groups.ToDictionary(group => group.Result);
        foreach (var group in groups)
        {
            if (group.Anchor.Inputs is { Count: 1 } inputs
                && readers.IsPrivate(inputs[0])
                && endsAt.TryGetValue(inputs[0], out var before)
                && before.Residual is null
                && group.Rule.Joint is { } joint
                && joint.Layer == before.Anchor.Op.GetType()
                && before.Chain.Count() < joint.MostLayers
                && joint.Pays(new(Shape(net, before)!, group.Anchor.Op, Shape(net, group), group.Anchor.Shape), policy))
            {
                group.Before = before;
                endsAt.Remove(before.Result);
            }
        }

        return [.. groups.Where(group => endsAt.ContainsKey(group.Result))];
    }

    private static KernelShape? Shape(Net net, Group group) => group.Rule.Shape?.Invoke(
        group.Anchor.Op, Form(net, group.Anchor.Inputs[0]), Form(net, group.Result), group.Residual is { } residual ? Form(net, residual) : null);

    private static Place Form(Net net, int value) => Place.Of(net.Nodes[value].Shape);
}
