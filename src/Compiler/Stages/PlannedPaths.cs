using System;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Problems;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Stages;

/// <summary>A net that asks for the theory of its paths, and its single-precision passes.</summary>
/// <param name="Net">The net.</param>
/// <param name="Model">The plan of the net itself.</param>
/// <param name="Programs">The passes; null when planning them failed, and when the theory does not speak of the net or it is too large.</param>
/// <param name="Problem">Why it failed.</param>
public sealed record PlannedPaths(Net Net, Plan Model, PathPrograms? Programs, SpecProblem? Problem)
{
    /// <summary>Plans the passes of a planned net; null when it does not ask for the theory of its paths.</summary>
    public static PlannedPaths? Of(string path, Net net, Plan model)
    {
        if (!PathPasses.AreAsked(net))
            return null;

        if (PathModel.Obstacle(net) is not null || PathLimits.Places(net) > PathLimits.MostPlaces)
            return new(net, model, null, null);

        try
        {
            return new(net, model, PathPrograms.Of(net), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(net, model, null, InternalError.Of(path, exception));
        }
    }
}
