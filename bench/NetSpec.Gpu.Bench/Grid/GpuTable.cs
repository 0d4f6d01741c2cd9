using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>
/// The table of a grid run, a file that only grows: a run that was stopped goes on where it ended. A case that was measured
/// again counts as measured last.
/// </summary>
internal sealed class GpuTable
{
    private readonly string _path;
    private readonly Dictionary<(GpuCase Case, string Implementation), GpuRow> _rows = [];

    public GpuTable(string path)
    {
        _path = path;
        if (!File.Exists(path))
            return;

        // A run that was killed may have left part of a line.
        var text = File.ReadAllText(path);
        var end = text.LastIndexOf('\n') + 1;
        if (end < text.Length)
            File.WriteAllText(path, text = text[..end]);
        foreach (var row in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(GpuRow.Parse))
        {
            _rows[(row.Case, row.Implementation)] = row;
        }
    }

    /// <summary>The last row of every case and implementation.</summary>
    public IEnumerable<GpuRow> Rows => _rows.Values;

    public bool Holds(GpuCase item, string implementation) => _rows.ContainsKey((item, implementation));

    /// <summary>Appends the rows of a case together.</summary>
    public void Append(IReadOnlyList<GpuRow> rows)
    {
        var head = File.Exists(_path) ? "" : GpuRow.Head + "\n";
        File.AppendAllText(_path, head + string.Concat(rows.Select(row => $"{row}\n")));
        foreach (var row in rows)
        {
            _rows[(row.Case, row.Implementation)] = row;
        }
    }
}
