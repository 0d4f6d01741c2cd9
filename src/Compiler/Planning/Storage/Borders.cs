using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Storage;

/// <summary>
/// Which borders are zero when a step fills its map. Kernels leave borders alone, so that one stays clean until something of another form is written there:
/// the blocks of a network that repeat find theirs clean.
/// </summary>
/// <remarks>Beside the time to clear them, lines of a border that two threads clear by turns would travel from core to core.</remarks>
internal static class Borders
{
    /// <summary>The same steps without the clearing of borders that are clean.</summary>
    /// <param name="steps">All steps of a program.</param>
    /// <param name="head">The first of those that compute in other memory.</param>
    public static EquatableArray<PlanStep> ClearedOnce(IReadOnlyList<PlanStep> steps, int head)
    {
        var clean = new List<Place>();
        var result = new PlanStep[steps.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (i == head)
                clean.Clear();

            var step = result[i] = steps[i];
            if (step.Clear is { } map)
            {
                if (clean.Any(place => Contains(place, map)))
                    result[i] = step with { Clear = null };
                else
                    clean.Add(map);
            }

            foreach (var written in step.Writes)
                clean.RemoveAll(place => Spoils(written, place));
        }

        return result.ToEquatableArray();
    }

    /// <summary>Whether writing one place spoils the border of another.</summary>
    public static bool Spoils(Place written, Place place) => written.Overlaps(place) && !HasFormOf(written, place);

    /// <summary>Whether a place is some channels of another.</summary>
    public static bool Contains(Place place, Place part) =>
        place.Start <= part.Start && part.Start + part.Size <= place.Start + place.Size && HasFormOf(part, place);

    /// <summary>Whether blocks of one place are blocks of the other wherever they overlap, border on border.</summary>
    private static bool HasFormOf(Place left, Place right) =>
        (left.Height, left.Width, left.Border, left.IsPlanar, right.IsPlanar) == (right.Height, right.Width, right.Border, false, false)
        && (left.Offset - right.Offset) % right.Block == 0;
}
