using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>
/// Gathers nodes into groups: a linear op takes up the biases, scales and batch-norms behind it, then one sum, then one
/// activation, as long as nobody else reads what lies between. Neighbouring Kronecker-sparse factors become one where their
/// product takes no more multiplications than they do: that is one pass over the values less. Groups come in an order in which operands precede their readers.
/// </summary>
internal sealed class Fusion
{
    private readonly Net _net;
    private readonly Readers _readers;
    private readonly Group?[] _endsAt;
    private readonly ProgramPolicy _policy;

    private Fusion(Net net, Readers readers, ProgramPolicy policy)
    {
        _policy = policy;
        _net = net;
        _readers = readers;
        _endsAt = new Group?[net.Nodes.Count];
    }

    public static IReadOnlyList<Group> Run(Net net, Readers readers, ProgramPolicy policy)
    {
        var fusion = new Fusion(net, readers, policy);
        foreach (var node in net.Nodes)
        {
            fusion.Place(node);
        }

        // A result is the last node of its group, and an operand is somebody's result: order by result is topological.
        return [.. fusion._endsAt.OfType<Group>()];
    }

    private void Place(Node node)
    {
        if (node.Op is Kronecker factor && Open(node.Inputs[0]) is { } open && Multiplied(open, factor) is { } product)
        {
            Multiply(open, node, product);
            return;
        }

        var rule = OpLowerings.Of(node);
        switch (rule.TakenAs)
        {
            case Fused.Affine when Open(node.Inputs[0]) is { CanScale: true } group:
                Extend(group, node);
                group.Affine.Add(node);
                break;
            case Fused.Addition when Summand(node) is { } group:
                group.Residual = node.Inputs[0] == group.Result ? node.Inputs[1] : node.Inputs[0];
                Extend(group, node);
                break;
            case Fused.Relu when Open(node.Inputs[0]) is { CanRelu: true } group:
                Extend(group, node);
                group.Relu = true;
                break;
            case Fused.Function when Open(node.Inputs[0]) is { CanApply: true } group:
                Extend(group, node);
                group.Function = rule.Function!(node.Op);
                break;
            default:
                _endsAt[node.Id] = new Group(node);
                break;
        }
    }

    private void Multiply(Group group, Node factor, KsPattern product)
    {
        if (group.Factors.Count == 0)
        {
            group.Factors.Add(group.Anchor);
        }

        group.Factors.Add(factor);
        group.Pattern = product;
        Extend(group, factor);
    }

    /// <summary>The pattern of a group's factors and one more, null when that is not worth it.</summary>
    private KsPattern? Multiplied(Group group, Kronecker factor) =>
        _policy.MultipliesFactors
        && group is { CanMultiply: true, Pattern: { } pattern }
        && ProductSupport.Of(new FactorChain(EquatableArray.Of(pattern, factor.Pattern))).Pattern is { } product
        && product.NonZeros <= pattern.NonZeros + factor.Pattern.NonZeros
            ? product
            : null;

    /// <summary>The operand of a sum that takes the other one up: of two, the one with more work to hide the reading behind.</summary>
    private Group? Summand(Node sum) => sum.Inputs
        .Select(Open)
        .OfType<Group>()
        .Where(group => group.CanAdd)
        .OrderByDescending(group => Statistics.CountMultiplyAdds(_net, group.Anchor))
        .FirstOrDefault();

    /// <summary>The group that ends at a value which one node alone reads.</summary>
    private Group? Open(int value) => _readers.IsPrivate(value) ? _endsAt[value] : null;

    private void Extend(Group group, Node node)
    {
        _endsAt[group.Result] = null;
        _endsAt[node.Id] = group;
        group.Nodes.Add(node);
    }
}
