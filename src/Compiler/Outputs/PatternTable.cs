using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Outputs;

/// <summary>The patterns of all Kronecker-sparse factors of a compilation, whichever nets have them.</summary>
internal static class PatternTable
{
    private const int Shelves = 256;

    /// <summary>Each once, in order.</summary>
    public static EquatableArray<KroneckerShape> Of(IEnumerable<EquatableArray<KroneckerShape>> patterns) =>
        PatternNames.Sort(patterns.SelectMany(some => some)).ToEquatableArray();

    /// <summary>
    /// The same on a fixed number of shelves, most of them empty. The values of a step are compared by their positions;
    /// in the sorted list a new pattern would move those behind it, and each of them would be printed again. A pattern's
    /// shelf depends on it alone.
    /// </summary>
    public static IEnumerable<EquatableArray<KroneckerShape>> Shelve(EquatableArray<KroneckerShape> patterns) => Shelve(patterns, shape => shape.Pattern);

    /// <summary>The same of anything that has a pattern.</summary>
    internal static IEnumerable<EquatableArray<T>> Shelve<T>(EquatableArray<T> items, Func<T, KsPattern> pattern)
        where T : IEquatable<T>
    {
        var shelves = items.ToLookup(item => Shelf(pattern(item)));
        return Enumerable.Range(0, Shelves).Select(shelf => shelves[shelf].ToEquatableArray());
    }

    private static int Shelf(KsPattern p)
    {
        unchecked
        {
            // The golden ratio's bits (Knuth 6.4) spread numbers that are mostly powers of two.
            var hash = (uint)p.A;
            foreach (var number in new[] { p.B, p.C, p.D })
            {
                hash = (hash * 2654435769u) + (uint)number;
            }

            return (int)((hash * 2654435769u) >> 24);
        }
    }
}
