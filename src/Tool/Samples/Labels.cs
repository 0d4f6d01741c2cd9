using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Formats;
using NetSpec.Formats.Numpy;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Samples;

/// <summary>The right class of each sample, from 0: an npy array of whole numbers, or a line of text each.</summary>
internal static class Labels
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ToolException">It holds no labels.</exception>
    public static int[] Read(string path, int classes)
    {
        IEnumerable<long> labels = ModelFile.KindOf(path) is ModelFileKind.Npy
            ? Integers(path)
            : File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).Select((line, i) =>
                long.TryParse(line.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var label)
                    ? label
                    : throw new ToolException(FormattableString.Invariant($"'{path}', line {i + 1}, is '{line}'; a label is a whole number from 0.")));
        var all = labels.ToArray();
        var wrong = Array.FindIndex(all, label => label < 0 || label >= classes);
        return wrong < 0
            ? Array.ConvertAll(all, label => (int)label)
            : throw new ToolException(FormattableString.Invariant(
                $"'{path}' has the label {all[wrong]} for sample {wrong}; there are classes 0 to {classes - 1}."));
    }

    private static long[] Integers(string path)
    {
        try
        {
            return NpyFile.Read(path).ToIntegers();
        }
        catch (InvalidOperationException exception)
        {
            throw new ToolException($"'{path}' holds no labels: {exception.Message}");
        }
    }
}
