using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Torch;

/// <summary>Writes what libtorch gave for tests that have no libtorch.</summary>
internal static class AgreementFile
{
    private const string Name = "libtorch.json";

    /// <summary>Writes <c>libtorch.json</c>: of each net its outputs, of each output its numbers, which read back as the same floats.</summary>
    /// <param name="folder">Where to; it is made where there is none.</param>
    /// <param name="rows">What was computed, the outputs of a net in a row.</param>
    /// <returns>The file's path.</returns>
    public static string Write(string folder, IEnumerable<AgreementRow> rows)
    {
        var json = new StringBuilder("{\n");
        json.AppendJoin(",\n", rows.GroupBy(row => row.Net).Select(net => $"  \"{net.Key}\": {{\n{string.Join(",\n", net.Select(Output))}\n  }}"));
        json.Append("\n}\n");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name);
        AtomicFile.WriteText(path, json.ToString());
        return path;
    }

    private static string Output(AgreementRow row) =>
        $"    \"{row.Output}\": [{string.Join(", ", row.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]";
}
