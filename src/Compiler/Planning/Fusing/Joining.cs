using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>
/// Joins a group with the one whose result it alone reads, where one kernel can compute both and moves less than two. It is
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
                && before is { Anchor.Op: Conv2D, Residual: null, Before: null }
                && Pays(net, before, group, policy))
            {
                group.Before = before;
                endsAt.Remove(before.Result);
            }
        }

        return [.. groups.Where(group => endsAt.ContainsKey(group.Result))];
    }

    private static bool Pays(Net net, Group before, Group group, ProgramPolicy policy) => group.Anchor.Op switch
    {
        Conv2D => SeparableConvolution.Pays(Shape(net, before), Shape(net, group), policy),
        MaxPool2D pool => PooledConvolution.Pays(Shape(net, before), pool, group.Anchor.Shape, policy),
        _ => false,
    };

    private static ConvShape Shape(Net net, Group group) => (ConvShape)OpLowerings.Shape(
        group.Anchor.Op, Form(net, group.Anchor.Inputs[0]), Form(net, group.Result), group.Residual is { } residual ? Form(net, residual) : null);

    private static Place Form(Net net, int value)
    {
        var shape = net.Nodes[value].Shape;
        return new(0, shape.Channels, shape.Height, shape.Width, 0, false);
    }
}
