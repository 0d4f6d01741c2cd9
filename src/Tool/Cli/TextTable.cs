using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetSpec.Tool.Cli;

/// <summary>Columns of text with two spaces between them: read well on a terminal, and by awk.</summary>
/// <param name="columns">The heads; one that begins with '&gt;' is of numbers, which end together.</param>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>A line of dashes between the last row and the next.</summary>
    public void Rule() => _rows.Add([]);

    /// <summary>Writes it.</summary>
    public void Write()
    {
        var heads = columns.Select(column => column.TrimStart('>')).ToArray();
        var widths = heads.Select((head, i) => _rows.Where(row => row.Length > i).Select(row => row[i].Length).Append(head.Length).Max()).ToArray();
        Output.Line(Row(heads, widths));
        foreach (var row in _rows)
        {
            Output.Line(row.Length == 0 ? new('-', widths.Sum() + (2 * (widths.Length - 1))) : Row(row, widths));
        }
    }

    private string Row(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(i == 0 ? "" : "  ").Append(columns[i].StartsWith('>') ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
        }

        return line.ToString().TrimEnd();
    }
}
