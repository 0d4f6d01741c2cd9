using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Planning.Remarks;

/// <summary>Numbers that describe a net: they hold for the spec, not for how it is computed.</summary>
/// <param name="Parameters">Elements that training may change.</param>
/// <param name="Stored">Elements of the store: with running statistics.</param>
/// <param name="MultiplyAdds">Multiplications with a free or frozen weight, padding included, for one sample.</param>
/// <param name="Neurons">Neurons of the model (Definition 2.2.2) for one sample, without its inputs.</param>
internal sealed record Statistics(long Parameters, long Stored, long MultiplyAdds, long Neurons)
{
    public static Statistics Of(Net net)
    {
        var readers = new Readers(net);
        return new Statistics(
            net.Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => parameter.Size),
            net.StoreSize,
            net.Nodes.Sum(node => CountMultiplyAdds(net, node)),
            net.Nodes.Sum(node => CountNeurons(net, readers, node)));
    }

    /// <summary>The multiply-adds of one node; those of per-channel maps are not counted, as usual.</summary>
    public static long CountMultiplyAdds(Net net, Node node) => node.Op.MultiplyAdds([.. node.Inputs.Select(id => net.Nodes[id].Shape)], node.Shape);

    /// <summary>The elements of a node's tensors that training may change.</summary>
    public static long CountParameters(Net net, Node node) =>
        node.Parameters.Select(index => net.Parameters[index]).Where(parameter => parameter.IsTrainable).Sum(parameter => parameter.Size);

    private static long CountNeurons(Net net, Readers readers, Node node) => node.Op switch
    {
        _ when node.Inputs.Count == 0 || IsCopy(net, node) => 0,
        Neurons neurons => neurons.Items.Count,
        ActivationOp when IsActivation(net, readers, node) => 0,
        _ => node.Shape.Size,
    };

    /// <summary>Whether a node's neurons are those of its operands: rearranged, or place by place with nothing of their own.</summary>
    private static bool IsCopy(Net net, Node node) =>
        node.Op is PlacewiseOp { Model.IsModule: false }
        || IsSelection(net, node)
        || node.Op.Wire([.. node.Inputs.Select(id => net.Nodes[id].Shape)]) is Wiring.Flat or Wiring.Parts;

    /// <summary>Whether a result is some of the numbers of its only operand.</summary>
    private static bool IsSelection(Net net, Node node) =>
        node is { Inputs.Count: 1, Op: { Model.IsModule: false } op } && op.Traits == OpTraits.Selection
        && node.Shape.Size <= net.Nodes[node.Inputs[0]].Shape.Size;

    /// <summary>Whether an op is the activation of the neurons before it and not neurons of its own.</summary>
    private static bool IsActivation(Net net, Readers readers, Node activation) =>
        readers.IsPrivate(activation.Inputs[0]) && net.Nodes[activation.Inputs[0]].Op is Add or { Model: { IsModule: true, Activation: Activation.Identity } };
}
