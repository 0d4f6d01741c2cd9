using System;
using System.Globalization;
using System.IO;

namespace NetSpec.Tool.Passes;

/// <summary>What margins depend on beside model and data, as a text of pieces: <c>output y, delta 0.05</c>.</summary>
/// <param name="Output">The output.</param>
/// <param name="Delta">The probability that the bound may fail with.</param>
internal sealed record MarginJob(string Output, double Delta)
{
    private const string OutputWord = "output ", DeltaWord = ", delta ";

    public override string ToString() => FormattableString.Invariant($"{OutputWord}{Output}{DeltaWord}{Delta:R}");

    /// <summary>Reads the text; what stands behind a semicolon is left alone.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static MarginJob Parse(string text)
    {
        var own = text.Split(';')[0];
        var comma = own.IndexOf(DeltaWord, StringComparison.Ordinal);
        return own.StartsWith(OutputWord, StringComparison.Ordinal) && comma > 0
            && double.TryParse(own[(comma + DeltaWord.Length)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var delta) && delta is > 0 and < 1
            ? new(own[OutputWord.Length..comma], delta)
            : throw new InvalidDataException($"A piece is damaged: its options are '{text}'.");
    }
}
