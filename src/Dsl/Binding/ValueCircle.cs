using System;
using System.Collections.Generic;

namespace NetSpec.Dsl.Binding;

/// <summary>Finds out how a value depends on itself.</summary>
internal static class ValueCircle
{
    /// <summary>How many statements a search visits. A longer circle is reported as a value used before its definition.</summary>
    private const int LongestSearch = 100;

    /// <summary>
    /// The statements by which the value of <paramref name="definition"/> flows through <paramref name="use"/>, which uses
    /// it, back to itself: the first and the last are the definition. Null when it does not.
    /// </summary>
    /// <param name="definition">The statement that defines the value.</param>
    /// <param name="use">A statement that uses it.</param>
    /// <param name="usedBy">The statements whose values a statement uses.</param>
    public static IReadOnlyList<int>? Find(int definition, int use, Func<int, IEnumerable<int>> usedBy)
    {
        var user = new Dictionary<int, int> { [definition] = definition };
        var open = new Queue<int>(user.Keys);
        while (open.Count > 0 && user.Count < LongestSearch && !user.ContainsKey(use))
        {
            var statement = open.Dequeue();
            foreach (var used in usedBy(statement))
            {
                if (!user.ContainsKey(used))
                {
                    user.Add(used, statement);
                    open.Enqueue(used);
                }
            }
        }

        if (!user.ContainsKey(use))
        {
            return null;
        }

        var circle = new List<int> { definition };
        for (var statement = use; statement != definition; statement = user[statement])
        {
            circle.Add(statement);
        }

        circle.Add(definition);
        return circle;
    }
}
