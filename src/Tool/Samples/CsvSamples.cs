using System;
using System.Globalization;
using System.IO;
using NetSpec.Hosting;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Samples;

/// <summary>Samples as lines of numbers, with commas, semicolons, tabs or spaces between them. A first line without a number is a head.</summary>
internal sealed class CsvSamples(string name, TextReader text, HostedPort input) : SampleSource
{
    private static readonly char[] Separators = [',', ';', '\t', ' '];
    private int _line;

    public override long? Count => null;

    public override int Read(float[][] inputs, int most)
    {
        var samples = 0;
        while (samples < most && NextCells() is { } cells)
        {
            if (cells.Length != input.Size)
                throw Wrong($"has {cells.Length} numbers; a sample of '{input.Name}' is {input.Size}.");
            for (var i = 0; i < cells.Length; i++)
            {
                if (!Number(cells[i], out inputs[0][(samples * input.Size) + i]))
                    throw Wrong($"has '{cells[i]}' where a number is due.");
                if (WrongToken(input, inputs[0][(samples * input.Size) + i]) is { } wrong)
                    throw Wrong(wrong);
            }

            samples++;
        }

        return samples;
    }

    public override long Skip(long samples)
    {
        var skipped = 0L;
        while (skipped < samples && NextCells() is not null)
        {
            skipped++;
        }

        return skipped;
    }

    /// <summary>The cells of the next line that is a sample; null at the end.</summary>
    private string[]? NextCells()
    {
        while (text.ReadLine() is { } line)
        {
            _line++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var cells = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (_line > 1 || cells.Length == 0 || Number(cells[0], out _))
                return cells;
        }

        return null;
    }

    protected override void Dispose(bool disposing)
    {
        text.Dispose();
        base.Dispose(disposing);
    }

    private ToolException Wrong(string what) => new(FormattableString.Invariant($"'{name}', line {_line}, {what}"));

    private static bool Number(string cell, out float value) => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
