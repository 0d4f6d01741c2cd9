using System;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Decoding;
using NetSpec.Compiler.Rewrites.Decoding;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Compiler.Stages;

/// <summary>A net that is to be run token by token.</summary>
/// <param name="Plan">The plan; null where that cannot be.</param>
/// <param name="Problem">Why it cannot.</param>
internal sealed record PlannedDecoder(DecoderPlan? Plan, TypeProblem? Problem)
{
    /// <summary>Plans the decoder of a planned net; null when it asks for none.</summary>
    public static PlannedDecoder? Of(TypeName name, Net net, Plan model)
    {
        if (!net.Passes.Contains(PassWords.Decoder))
            return null;

        try
        {
            return OneToken.Obstacle(net) is (var node, var reason)
                ? new(null, Unfit($"{reason}; take '{PassWords.Decoder}' out of the 'emit' line") with { Node = node?.Id })
                : new(DecoderPlanner.Plan(net, model), null);
        }
        catch (PlanTooLargeException exception)
        {
            return new(null, Unfit($"'{net.Name}' cannot run token by token: {exception.Message}"));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(null, new(name, ProblemCode.Internal, InternalError.Describe(exception)));
        }

        TypeProblem Unfit(string message) => new(name, ProblemCode.UnfitForDecoder, message) { Pass = PassWords.Decoder };
    }
}
