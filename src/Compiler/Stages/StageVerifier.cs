using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Decoding;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Compiler.Rewrites;
using NetSpec.Compiler.Rewrites.Adjoints;
using NetSpec.Compiler.Rewrites.Decoding;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Stages;

/// <summary>Looks whether each stage kept what it promises the next one. Passes are pure, so it runs them once more.</summary>
internal static class StageVerifier
{
    /// <summary>The first stage that did not, and what it broke; null when all did.</summary>
    /// <param name="net">The net as it came from the front end or an importer.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="paths">The plan of its paths, if it asks for them.</param>
    /// <param name="decoder">The plan of one token, if it asks for that.</param>
    public static string? Problem(Net net, Plan plan, PathPlan? paths, DecoderPlan? decoder = null) => Stages(net, plan, paths, decoder)
        .Where(stage => stage.Violations.Count > 0)
        .Select(stage => $"{stage.Name} broke what the stages behind it rely on, which is a defect of NetSpec and not of the spec: "
            + string.Join("; ", stage.Violations))
        .FirstOrDefault();

    private static IEnumerable<(string Name, IReadOnlyList<string> Violations)> Stages(Net net, Plan plan, PathPlan? paths, DecoderPlan? decoder)
    {
        yield return ("the front end", NetVerifier.Violations(net));
        yield return ("the normalisation", NetVerifier.ViolationsOf(Normalise.Run(net), net));
        yield return ("the planner", PlanVerifier.Verify(plan));
        if (decoder is not null)
        {
            var token = OneToken.Run(net);
            yield return ("the net of one token", NetVerifier.ViolationsOf(token, net));
            yield return ("the normalisation of one token", NetVerifier.ViolationsOf(Normalise.Run(token), token));
            yield return ("the planner of one token", PlanVerifier.Verify(decoder.Program));
        }

        if (paths?.Programs.Norms is null)
            yield break;

        var norms = PathNormRewrite.Run(net);
        yield return ("the path-norm pass", NetVerifier.Violations(norms.Net));
        yield return ("the normalisation of the path-norm pass", NetVerifier.ViolationsOf(Normalise.Run(norms.Net), norms.Net));
        var compressed = Compression.Run(norms);
        yield return ("the compression of the path-norm pass", NetVerifier.Violations(compressed.Net));
        if (paths.Programs.Costs is not null && AdjointRewrite.Run(net, norms, compressed) is { } adjoint)
        {
            yield return ("the adjoint of the path-norm pass", NetVerifier.ViolationsOf(adjoint.Net, adjoint.Path.Net));
            yield return ("the normalisation of the adjoint", NetVerifier.ViolationsOf(Normalise.Run(adjoint.Net), adjoint.Net));
        }

        foreach (var program in paths.Programs.Plans)
        {
            yield return ($"the planner of {program.Name}", PlanVerifier.Verify(program));
        }
    }
}
