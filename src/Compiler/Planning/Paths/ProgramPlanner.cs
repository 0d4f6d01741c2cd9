using System;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Rewrites.Adjoints;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>Plans the single-precision passes of a net: what they rewrite it to, and how that runs.</summary>
internal static class ProgramPlanner
{
    /// <summary>The passes that a net asks for.</summary>
    /// <param name="net">The net.</param>
    /// <param name="plainPass">Whether the path-norm pass over all positions is planned beside the other.</param>
    public static PathPrograms Plan(Net net, bool plainPass = false)
    {
        if (!net.Passes.Any(PathPasses.NeedNorms))
            return new(null, null);

        var path = PathNormRewrite.Run(net);
        var compressed = Compression.Run(path);
        var norms = Norms(path, compressed, plainPass);
        return new(norms, norms is null || !net.Passes.Contains(PassWords.PhiCost) ? null : Costs(net, path, compressed));
    }

    /// <summary>The path-norm pass; null when its workspace cannot be addressed.</summary>
    private static PathProgram? Norms(PathNet path, PathNet compressed, bool plainPass) => Try(() =>
    {
        var scaling = ScalingPlanner.Plan(path);
        return new PathProgram(
            scaling.Steps,
            scaling.Outputs,
            compressed == path || plainPass ? Planner.Plan(path.Net with { Namespace = "", Name = PathProgram.PlainName }, ProgramPolicy.Paths) : null,
            compressed == path ? null : Planner.Plan(compressed.Net with { Namespace = "", Name = PathProgram.CompressedName }, ProgramPolicy.Paths));
    });

    /// <summary>
    /// The Φ-cost pass of a path-norm net, which is differentiated on its distinct rows and columns; null when the net spells out
    /// neurons, and when it cannot be addressed.
    /// </summary>
    private static CostProgram? Costs(Net net, PathNet path, PathNet compressed) =>
        AdjointRewrite.Run(net, path, compressed) is not { SumCount: <= int.MaxValue } adjoint ? null : Try(() => new CostProgram(
            Planner.Plan(adjoint.Net with { Namespace = "", Name = CostProgram.Name }, ProgramPolicy.Paths),
            adjoint.Tensors
                .Select((tensor, i) => new NamedAdjointTensor(adjoint.Net.Parameters[adjoint.Path.Tensors.Count + i].Name, tensor))
                .ToEquatableArray(),
            adjoint.Layers,
            adjoint.SumCount));

    private static T? Try<T>(Func<T> plan)
        where T : class
    {
        try
        {
            return plan();
        }
        catch (PlanTooLargeException)
        {
            return null;
        }
    }
}
