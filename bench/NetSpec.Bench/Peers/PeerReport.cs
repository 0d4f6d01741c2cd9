using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace NetSpec.Bench.Peers;

/// <summary>What came of a comparison, in a folder: <c>peers.json</c> with all figures, <c>peers.md</c> with tables, <c>peers.svg</c> with a chart.</summary>
internal static class PeerReport
{
    public static void Write(string folder, Machine machine, int rounds, IReadOnlyList<PeerRow> rows)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "peers.json"), Json(machine, rounds, rows));
        File.WriteAllText(Path.Combine(folder, "peers.md"), Markdown(machine, rounds, rows));
        File.WriteAllText(Path.Combine(folder, "peers.svg"), PeerChart.Of(machine, rows));
    }

    private static byte[] Json(Machine machine, int rounds, IReadOnlyList<PeerRow> rows)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("machine");
            json.WriteString("processor", machine.Processor);
            json.WriteNumber("cores", machine.Cores);
            json.WriteStartArray("caches");
            foreach (var cache in machine.Caches)
                json.WriteStringValue(cache);
            json.WriteEndArray();
            json.WriteString("vectors", machine.Vectors);
            json.WriteString("system", machine.System);
            json.WriteNumber("gigaflopsPerCore", Math.Round(machine.GigaflopsPerCore, 1));
            json.WriteNumber("gigabytesPerSecond", Math.Round(machine.GigabytesPerSecond, 1));
            json.WriteNumber("gigabytesPerSecondOfAll", Math.Round(machine.GigabytesPerSecondOfAll, 1));
            json.WriteEndObject();
            json.WriteNumber("rounds", rounds);
            json.WriteStartArray("rows");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("kind", row.Kind);
                json.WriteString("name", row.Name);
                json.WriteString("peer", row.Peer);
                json.WriteNumber("threads", row.Threads);
                json.WriteNumber("peerMicroseconds", Math.Round(row.PeerSeconds * 1e6, 3));
                json.WriteNumber("ourMicroseconds", Math.Round(row.OurSeconds * 1e6, 3));
                json.WriteNumber("ratio", Math.Round(row.Ratio, 3));
                json.WriteNumber("largestDifference", row.Difference);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string Markdown(Machine machine, int rounds, IReadOnlyList<PeerRow> rows)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{machine}.\n\nMedians of {rounds} rounds, in turn, microseconds. ")
            .Append("A ratio is the median of the ratios of rounds: above 1, ours is the faster.\n");
        foreach (var kind in rows.GroupBy(row => (row.Kind, row.Peer)))
        {
            int[] threads = [.. kind.Select(row => row.Threads).Distinct().Order()];
            text.Append('\n').Append('|');
            foreach (var count in threads)
                text.Append(CultureInfo.InvariantCulture, $" | {kind.Key.Peer}, {count} thread{(count == 1 ? "" : "s")} | ours | ratio");
            text.Append(" | largest difference |\n|---|").Append(string.Concat(threads.Select(_ => "---|---|---|"))).Append("---|\n");
            foreach (var name in kind.GroupBy(row => row.Name))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {name.Key}");
                foreach (var count in threads)
                {
                    var row = name.FirstOrDefault(row => row.Threads == count);
                    text.Append(row is null
                        ? " | | | "
                        : string.Create(CultureInfo.InvariantCulture, $" | {Time(row.PeerSeconds)} | {Time(row.OurSeconds)} | {row.Ratio:f2}"));
                }

                text.Append(CultureInfo.InvariantCulture, $" | {name.Max(row => row.Difference):0.0e0} |\n");
            }
        }

        return text.ToString();
    }

    private static string Time(double seconds) => (seconds * 1e6).ToString(seconds < 10e-6 ? "f1" : "n0", CultureInfo.InvariantCulture);
}
