using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Samples.Digits;

/// <summary>A handwritten digit: 8 rows of 8 pixels between 0 and 1, and what it is.</summary>
public sealed record DigitImage(int Label, float[] Pixels)
{
    public const int Side = 8;

    private const float White = 16;

    /// <summary>Reads a file of a header and then one image a line: the label, then 64 pixels from 0 to 16.</summary>
    public static IReadOnlyList<DigitImage> ReadAll(string path) => File.ReadLines(path).Skip(1).Select(Parse).ToList();

    private static DigitImage Parse(string line)
    {
        var numbers = line.Split(',').Select(n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        if (numbers.Length != 1 + (Side * Side))
            throw new InvalidDataException($"A line has {numbers.Length} numbers; a label and {Side * Side} pixels were expected.");
        return new DigitImage(numbers[0], numbers.Skip(1).Select(n => n / White).ToArray());
    }
}
