using System;
using System.Globalization;
using System.Text;

namespace NetSpec.Formats.Tensors;

/// <summary>Dimensions of tensors: counted in 64 bits, and told.</summary>
internal static class Dims
{
    /// <summary>The product, or null where a dimension is negative or the product goes beyond 64 bits.</summary>
    public static long? Count(ReadOnlySpan<long> dims)
    {
        var count = (Int128)1;
        foreach (var dim in dims)
        {
            if (dim < 0)
                return null;
            count *= dim;
            if (count > long.MaxValue)
                return null;
        }

        return (long)count;
    }

    /// <summary><c>64x3x7x7</c>.</summary>
    public static string Text(ReadOnlySpan<long> dims)
    {
        var text = new StringBuilder();
        foreach (var dim in dims)
        {
            text.Append(text.Length == 0 ? "" : "x").Append(CultureInfo.InvariantCulture, $"{dim}");
        }

        return text.Length == 0 ? "scalar" : text.ToString();
    }
}
