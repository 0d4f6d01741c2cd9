using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A call of a kernel of the runtime.</summary>
/// <param name="Kernel">Its room among the runtime's kernels, its type and its method: <c>Mapping.Maps.Relu</c>.</param>
/// <param name="Shape">What it is specialised to, an index in <see cref="Plan.Shapes"/>; null for a kernel that takes maps.</param>
/// <param name="Arguments">What follows the run, in the order of its parameters.</param>
internal sealed record KernelCall(string Kernel, int? Shape, EquatableArray<CallArgument> Arguments)
{
    /// <summary>What it is specialised to besides: the shape of the layer that it computes before; null for most.</summary>
    public int? Before { get; init; }

    /// <summary>Whether it sums costs of the layer whose shape it is given, and does not compute the layer.</summary>
    public bool SumsCosts { get; init; }

    /// <summary>Every place that it is given, and what it does there.</summary>
    public IEnumerable<(Place Place, PlaceUse Use)> Places => Arguments.SelectMany(argument => argument switch
    {
        CallArgument.Map map => [(map.Place, map.Use)],
        CallArgument.Offset offset => [(offset.Place, offset.Use)],
        _ => ((Place, PlaceUse)[])[],
    });

    /// <summary>The place of the offset with a label; null when there is none.</summary>
    public Place? PlaceOf(string label) => Arguments.OfType<CallArgument.Offset>().FirstOrDefault(offset => offset.Label == label)?.Place;
}
