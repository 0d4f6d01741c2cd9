using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetSpec.Bench.Sparse;

/// <summary>
/// The table of a grid run, a file that only grows: a run that was stopped goes on where it ended. A case that was measured
/// again counts as measured last.
/// </summary>
internal sealed class KsTable
{
    private readonly string _path;
    private readonly Dictionary<(KsCase Case, string Implementation), KsRow> _rows = [];

    public KsTable(string path)
    {
        _path = path;
        if (!File.Exists(path))
            return;

        // A run that was killed may have left part of a line.
        var text = File.ReadAllText(path);
        var end = text.LastIndexOf('\n') + 1;
        if (end < text.Length)
            File.WriteAllText(path, text = text[..end]);
        foreach (var row in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(KsRow.Parse))
        {
            _rows[(row.Case, row.Implementation)] = row;
        }
    }

    /// <summary>The last row of every case and implementation.</summary>
    public IEnumerable<KsRow> Rows => _rows.Values;

    public bool Holds(KsCase item, string implementation) => _rows.ContainsKey((item, implementation));

    /// <summary>Appends the rows of a case together.</summary>
    public void Append(IReadOnlyList<KsRow> rows)
    {
        var head = File.Exists(_path) ? "" : KsRow.Head + "\n";
        File.AppendAllText(_path, head + string.Concat(rows.Select(row => $"{row}\n")));
        foreach (var row in rows)
        {
            _rows[(row.Case, row.Implementation)] = row;
        }
    }
}
