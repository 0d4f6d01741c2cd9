using System;
using System.Globalization;
using System.Text;

namespace NetSpec.Runtime.Weights.Names;

/// <summary>Dimensions as messages print them.</summary>
internal static class TensorDims
{
    /// <summary><c>64x3x7x7</c>, or <c>scalar</c> when there are no dimensions.</summary>
    public static string Format(ReadOnlySpan<int> dims)
    {
        var text = new StringBuilder();
        foreach (var dim in dims)
        {
            Append(text, dim);
        }

        return text.Length == 0 ? "scalar" : text.ToString();
    }

    /// <inheritdoc cref="Format(ReadOnlySpan{int})"/>
    public static string Format(ReadOnlySpan<long> dims)
    {
        var text = new StringBuilder();
        foreach (var dim in dims)
        {
            Append(text, dim);
        }

        return text.Length == 0 ? "scalar" : text.ToString();
    }

    private static void Append(StringBuilder text, long dim)
    {
        if (text.Length > 0)
            text.Append('x');
        text.Append(CultureInfo.InvariantCulture, $"{dim}");
    }
}
