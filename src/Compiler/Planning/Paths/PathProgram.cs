using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>The single-precision path-norm pass of a net, planned in one way or both.</summary>
/// <param name="Scaling">The walk that derives its tensors from the network's.</param>
/// <param name="Outputs">The steps of the walk that are the network's outputs.</param>
/// <param name="Plain">The plan of the pass over all positions; null where the other is there and nobody compares the two.</param>
/// <param name="Compressed">The plan of the pass over distinct rows and columns; null when they all differ.</param>
internal sealed record PathProgram(EquatableArray<ScalingStep> Scaling, EquatableArray<int> Outputs, Plan? Plain, Plan? Compressed)
{
    /// <summary>What the plan over all positions is called.</summary>
    public const string PlainName = "PathNormProgram";

    /// <summary>What the plan over distinct rows and columns is called.</summary>
    public const string CompressedName = "CompressedPathNormProgram";

    /// <summary>The one or two plans.</summary>
    public IReadOnlyList<Plan> Plans => [.. new[] { Plain, Compressed }.OfType<Plan>()];
}
