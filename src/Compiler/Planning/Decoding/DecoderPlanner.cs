using System.Linq;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Rewrites.Decoding;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Decoding;

/// <summary>Plans a net token by token: the ordinary plan of the net of one token, with the weights that the net's own plan has packed already.</summary>
internal static class DecoderPlanner
{
    /// <param name="net">The net, in whose way nothing stands (<see cref="OneToken.Obstacle"/>).</param>
    /// <param name="model">Its plan.</param>
    /// <exception cref="PlanTooLargeException">The workspace of one token cannot be addressed.</exception>
    public static DecoderPlan Plan(Net net, Plan model)
    {
        // There is one token, so that no layers wait for more.
        var program = Planner.Plan(OneToken.Run(net), model.Policy with { LeastHead = long.MaxValue });
        var packed = Enumerable.Range(0, model.Weights.Count).ToLookup(i => Content(model.Weights[i]));
        return new(model, program, OneToken.Tokens(net), program.Weights.Select(Source).ToEquatableArray());

        DecoderWeights Source(PackedWeights weights) => packed[Content(weights)]
            .Select(i => SourceOf(model, model.Weights[i], program, weights) is { } source ? new DecoderWeights(source, i) : null)
            .FirstOrDefault(found => found is not null) ?? new(WeightSource.Own, null);
    }

    /// <summary>What is packed, whichever kernel it is for.</summary>
    private static PackedWeights Content(PackedWeights weights) => weights with { Name = "", Shape = null, Algorithm = null, IsTransposed = false };

    /// <summary>How weights are had of some with the same content; null where they lie in another order.</summary>
    private static WeightSource? SourceOf(Plan model, PackedWeights packed, Plan program, PackedWeights weights)
    {
        var (own, other) = (ShapeOf(program, weights), ShapeOf(model, packed));
        var isSame = own == other && packed.IsTransposed == weights.IsTransposed && packed.Algorithm?.Packed == weights.Algorithm?.Packed;
        return isSame ? WeightSource.Model
            : own is LinearShape linear && other is ConvShape conv && LiesAs(linear, weights.IsTransposed, conv) ? WeightSource.Shared
            : null;
    }

    private static KernelShape? ShapeOf(Plan plan, PackedWeights weights) => weights.Shape is { } shape ? plan.Shapes[shape] : null;

    /// <summary>Whether the weights of a layer lie as those of the convolution of 1 x 1 that it is on tokens: where blocks of inputs are whole.</summary>
    private static bool LiesAs(LinearShape linear, bool isTransposed, ConvShape conv) =>
        conv is { KernelHeight: 1, KernelWidth: 1, StrideHeight: 1, StrideWidth: 1, Groups: 1, IsInputPlanar: false }
        && conv.IsTransposed == isTransposed
        && conv.Input.Channels == linear.InFeatures
        && conv.Output.Channels == linear.OutFeatures
        && linear.InFeatures % Place.Lanes == 0;
}
