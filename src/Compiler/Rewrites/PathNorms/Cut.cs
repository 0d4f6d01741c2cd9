using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>Which rows (columns) of a map are stored: those before <paramref name="At"/>, and those behind the ones that are dropped there.</summary>
/// <param name="At">The first row that is left out.</param>
/// <param name="Dropped">How many are.</param>
internal readonly record struct Cut(int At, int Dropped)
{
    /// <summary>The full map's row of a stored one.</summary>
    public int Full(int stored) => stored < At ? stored : stored + Dropped;

    /// <summary>Whether a row of the full map is stored.</summary>
    public bool Keeps(int row) => row < At || row >= At + Dropped;

    /// <summary>For each row that another cut of the same map keeps, a stored row of the same class.</summary>
    /// <param name="other">The other cut.</param>
    /// <param name="classes">The class of each row of the full map.</param>
    public IReadOnlyList<int> Stretched(Cut other, IReadOnlyList<int> classes)
    {
        var stored = new Dictionary<int, int>();
        for (var row = 0; row < classes.Count - Dropped; row++)
        {
            stored[classes[Full(row)]] = row;
        }

        var (at, dropped) = (At, Dropped);
        return
        [
            .. Enumerable.Range(0, classes.Count - other.Dropped)
                .Select(other.Full)
                .Select(row => row < at ? row : row >= at + dropped ? row - dropped : stored[classes[row]]),
        ];
    }
}
