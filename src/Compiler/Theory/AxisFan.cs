using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Theory;

/// <summary>
/// Which places of an operand feed each place of a result along one axis of given sizes. Places of one group are fed alike.
/// </summary>
/// <param name="axis">The geometry.</param>
/// <param name="size">Places of the result.</param>
/// <param name="sources">Places of the operand.</param>
internal sealed class AxisFan(Axis axis, int size, int sources)
{
    /// <summary>The most sources that one place has.</summary>
    public int MostSources => Enumerable.Range(0, axis.Groups(size)).Max(group => axis.Sources(group, size, sources).Count());

    /// <summary>Divides the places into classes: two are alike when the classes of their sources are, with multiplicity.</summary>
    /// <param name="sourceClasses">The class of each place of the operand.</param>
    /// <param name="terms">For each class: the classes of its sources, each with the number of edges from it. Null when each class feeds itself.</param>
    /// <returns>The class of each place of the result.</returns>
    public int[] Divide(int[] sourceClasses, out FanTerm[][]? terms)
    {
        if (axis is Axis.Same || (axis is Axis.Window { Kernel: 1, Stride: 1, Before: 0 } && size == sources))
        {
            terms = null;
            return sourceClasses;
        }

        var known = new Dictionary<EquatableArray<FanTerm>, int>();
        var count = axis.Groups(size);
        var groups = new int[count];
        for (var group = 0; group < count; group++)
        {
            var feeding = axis.Sources(group, size, sources)
                .GroupBy(source => sourceClasses[source])
                .Select(alike => new FanTerm(alike.Key, alike.Count()))
                .OrderBy(term => term.Class)
                .ToEquatableArray();
            if (!known.TryGetValue(feeding, out groups[group]))
            {
                groups[group] = known.Count;
                known.Add(feeding, groups[group]);
            }
        }

        terms = new FanTerm[known.Count][];
        foreach (var feeding in known)
        {
            terms[feeding.Value] = [.. feeding.Key];
        }

        return [.. Enumerable.Range(0, size).Select(place => groups[axis.GroupOf(place, size)])];
    }
}
