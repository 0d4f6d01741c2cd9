using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Passes.PathNorms;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The single-precision path-norm pass of a net, planned.</summary>
/// <param name="Path">The rewritten net.</param>
/// <param name="Plain">Its plan.</param>
/// <param name="Compressed">The plan of the net on its distinct rows and columns; null when they all differ.</param>
public sealed record PathProgram(PathNet Path, Plan Plain, Plan? Compressed)
{
    /// <summary>The one or two plans.</summary>
    public IEnumerable<Plan> Plans => Compressed is null ? [Plain] : [Plain, Compressed];

    private static readonly string[] Passes = ["pathnorm", "phicost"];

    /// <summary>The pass of a net; null when none is asked for or its workspace cannot be addressed.</summary>
    public static PathProgram? Of(Net net)
    {
        if (!net.Passes.Any(Passes.Contains))
            return null;

        try
        {
            var path = PathNormRewrite.Run(net);
            var compressed = Compression.Run(path);
            return new(path, Plan(path, PathMembers.PlainProgram), compressed == path ? null : Plan(compressed, PathMembers.CompressedProgram));
        }
        catch (PlanTooLargeException)
        {
            return null;
        }
    }

    private static Plan Plan(PathNet path, string name) => Planner.Plan(path.Net with { Namespace = "", Name = name }, ProgramPolicy.Paths);
}
