using System;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Stages;

/// <summary>What is made of a net that asks for the theory of its paths.</summary>
/// <param name="Plan">The plan; null when planning failed, and when the theory does not speak of the net or it is too large.</param>
/// <param name="Problem">Why it failed.</param>
internal sealed record PlannedPaths(PathPlan? Plan, SpecProblem? Problem)
{
    /// <summary>Plans the paths of a planned net; null when it does not ask for their theory.</summary>
    public static PlannedPaths? Of(string path, Net net, Plan model, bool plainPass = false)
    {
        if (!PathPasses.AreAsked(net))
            return null;

        if (PathPlanner.Obstacle(net) is not null || PathLimits.Places(net) > PathLimits.MostPlaces)
            return new(null, null);

        try
        {
            return new(PathPlanner.Plan(net, model, plainPass), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(null, InternalError.Of(path, exception));
        }
    }
}
