using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

public sealed class NetVerifierTests
{
    private static readonly Net Good = Spec.Body("4", "h = x -> linear(3) as fc -> relu\n output y = h -> linear(2) as head");

    public static TheoryData<string, Func<Net, Net>> Damages => new()
    {
        { "has id", net => WithNode(net, 1, n => n with { Id = 2 }) },
        { "two nodes are called", net => WithNode(net, 2, n => n with { Name = "fc" }) },
        { "does not stand behind", net => WithNode(net, 1, n => n with { Inputs = EquatableArray.Of(1) }) },
        { "but its op says", net => WithNode(net, 2, n => n with { Shape = Shape.Vector(5) }) },
        { "the parameters of node", net => WithNode(net, 1, n => n with { Parameters = EquatableArray.Of(0) }) },
        { "has no statement", net => WithNode(net, 1, n => n with { Statement = new(7, 0) }) },
        { "has no statement", net => WithNode(net, 1, n => n with { Statement = new(n.Statement.Index, 1000) }) },
        { "is not a proper input", net => WithNode(net, 0, n => n with { Parameters = EquatableArray.Of(0) }) },
        { "has the shape", net => WithNode(net, 0, n => n with { Shape = new(EquatableArray.Of(2, 2, 1, 1)) }) },
        { "order of their first use", net => WithNode(net, 1, n => n with { Parameters = EquatableArray.Of(1, 0) }) },
        { "belongs to no node", net => net with { Parameters = net.Parameters.Append(new("extra", EquatableArray.Of(1), ParameterRole.Bias, net.StoreSize)).ToEquatableArray() } },
        { "is at 1", net => net with { Parameters = net.Parameters.Select(p => p with { Offset = p.Offset + 1 }).ToEquatableArray() } },
        { "two parameters are called", net => net with { Parameters = net.Parameters.Select(p => p with { Name = "w" }).ToEquatableArray() } },
        { "two outputs are called", net => net with { Outputs = EquatableArray.Of(new NetOutput("y", 3), new NetOutput("y", 2)) } },
        { "the list of outputs", net => net with { Outputs = EquatableArray.Of(new NetOutput("y", 0)) } },
        { "the list of outputs", net => net with { Outputs = default } },
        { "the list of inputs", net => net with { Inputs = EquatableArray.Of(1) } },
    };

    [Fact]
    public void A_bound_net_is_well_formed() => Assert.Empty(NetVerifier.Violations(Good));

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damage_is_found(string expected, Func<Net, Net> damage)
    {
        ArgumentNullException.ThrowIfNull(damage);
        var damaged = damage(Good);

        Assert.Contains(NetVerifier.Violations(damaged), v => v.Contains(expected, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => NetVerifier.Verify(damaged));
    }

    private static Net WithNode(Net net, int id, Func<Node, Node> change) =>
        net with { Nodes = net.Nodes.Select(n => n.Id == id ? change(n) : n).ToEquatableArray() };
}
