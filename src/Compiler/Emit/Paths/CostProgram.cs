using System.Linq;
using NetSpec.Compiler.Passes.Adjoints;
using NetSpec.Compiler.Passes.PathNorms;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The single-precision Φ-cost pass of a net, planned.</summary>
/// <param name="Adjoint">The path-norm net with its adjoint.</param>
/// <param name="Plan">Its plan.</param>
public sealed record CostProgram(AdjointNet Adjoint, Plan Plan)
{
    private const string Pass = "phicost";

    /// <summary>
    /// The pass of a net; null when none is asked for, when the net spells out neurons, and when it cannot be addressed.
    /// </summary>
    /// <param name="net">The net.</param>
    /// <param name="path">Its path-norm net, which is differentiated on its distinct rows and columns.</param>
    public static CostProgram? Of(Net net, PathNet path)
    {
        if (!net.Passes.Contains(Pass) || AdjointRewrite.Run(net, path, Compression.Run(path)) is not { SumCount: <= int.MaxValue } adjoint)
            return null;

        try
        {
            return new(adjoint, Planner.Plan(adjoint.Net with { Namespace = "", Name = PathMembers.CostProgram }, ProgramPolicy.Paths));
        }
        catch (PlanTooLargeException)
        {
            return null;
        }
    }
}
