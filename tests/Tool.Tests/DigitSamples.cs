using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Tests.Support;

namespace NetSpec.Tool.Tests;

/// <summary>The held-out digits of the sample.</summary>
internal static class DigitSamples
{
    public const string Spec = "samples/Digits/digits.netspec";

    public const string Weights = "samples/Digits/digits.safetensors";

    /// <summary>Label and pixels, from 0 to 16.</summary>
    public static (int Label, int[] Pixels)[] All { get; } =
    [
        .. File.ReadLines(Repository.PathOf("samples", "Digits", "digits_test.csv")).Skip(1)
            .Select(line => line.Split(',').Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .Select(cells => (cells[0], cells[1..])),
    ];

    /// <summary>The pixels as the network takes them, a line a digit.</summary>
    public static string Csv(int count) => string.Concat(All.Take(count).Select(digit =>
        string.Join(',', digit.Pixels.Select(pixel => (pixel / 16f).ToString(CultureInfo.InvariantCulture))) + "\n"));

    /// <summary>The labels, a line a digit.</summary>
    public static string Labels(int count) => string.Concat(All.Take(count).Select(digit => FormattableString.Invariant($"{digit.Label}\n")));
}
