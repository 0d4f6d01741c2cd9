using System;
using System.Linq;

namespace NetSpec.Runtime.Weights.Loading;

/// <summary>Compares the shape of a tensor with that of a parameter.</summary>
internal static class ShapeFits
{
    public static ShapeFit Of(ReadOnlySpan<long> found, ReadOnlySpan<int> expected)
    {
        var wide = Array.ConvertAll(expected.ToArray(), dim => (long)dim);
        if (found.SequenceEqual(wide))
            return ShapeFit.Same;
        if (found.ToArray().Where(dim => dim != 1).SequenceEqual(wide.Where(dim => dim != 1)))
            return ShapeFit.OnesDiffer;
        return Enumerable.Reverse(found.ToArray()).SequenceEqual(wide) ? ShapeFit.Transposed : ShapeFit.Different;
    }

    /// <summary>What to do about a difference, after a semicolon.</summary>
    public static string? Advice(ShapeFit fit) => fit switch
    {
        ShapeFit.OnesDiffer => $"the same numbers, which {nameof(LoadOptions)} {{ {nameof(LoadOptions.AllowReshape)} = true }} takes",
        ShapeFit.Transposed => "it seems to be transposed",
        _ => null,
    };
}
