using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Text;

namespace NetSpec.Hosting.Factorising;

/// <summary>Other stages in the text of a spec: what else stands there, remarks too, stays as it is.</summary>
internal static class SpecEdit
{
    /// <summary>Columns that a line may have before its new stages go to lines of their own.</summary>
    private const int Width = 120;

    /// <summary>Replaces stages.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="net">The net whose stages change.</param>
    /// <param name="stages">The stages in the place of a node's; null where it stays, empty where no text of stages says it.</param>
    /// <param name="meant">The net that the new text has to say.</param>
    /// <returns>The new text; null where it would say something else, as when a block is used several times or stands in another file.</returns>
    public static string? Replace(SpecFile spec, Net net, Func<Node, IReadOnlyList<string>?> stages, Net meant)
    {
        var result = SpecCompiler.Compile(spec.Sources);
        var index = result.Nets.ToList().FindIndex(other => other.FullName == net.FullName);
        var places = index < 0 ? null : result.Places.Nets.FirstOrDefault(place => place.Net == net.Name);
        if (places is null || places.Nodes.Count != net.Nodes.Count)
            return null;

        var edits = net.Nodes.Select(node => (Place: places.Nodes[node.Id], Stages: stages(node))).Where(edit => edit.Stages is not null)
            .OrderByDescending(edit => edit.Place.Start).ToList();
        if (edits.Exists(edit => edit.Stages!.Count == 0 || edit.Place.Start > spec.Text.Length)
            || edits.Select(edit => edit.Place).Distinct().Count() != edits.Count)
            return null;
        var text = edits.Aggregate(spec.Text, (current, edit) => Replace(current, edit.Place, edit.Stages!));
        var nets = SpecFile.Of(spec.Path, text, spec.Sources.Files.Skip(1)).Nets;
        return nets.FirstOrDefault(other => other.FullName == net.FullName) is { } said && Same(said, meant) ? text : null;
    }

    private static string Replace(string text, Span place, IReadOnlyList<string> stages)
    {
        var (start, end) = (text.LastIndexOf('\n', Math.Max(0, place.Start - 1)) + 1, text.IndexOf('\n', place.End));
        end = end < 0 ? text.Length : end;
        var line = string.Join(" -> ", stages);
        if (end - start - place.Length + line.Length > Width)
        {
            var indent = text.AsSpan(start).IndexOfAnyExcept(' ', '\t');
            var inner = text.AsSpan(start + indent).StartsWith("->", StringComparison.Ordinal) ? indent : indent + 4;
            line = string.Join("\n" + new string(' ', inner) + "-> ", stages);
        }

        return string.Concat(text.AsSpan(0, place.Start), line, text.AsSpan(place.End));
    }

    /// <summary>Whether two nets compute the same from the same parameters.</summary>
    private static bool Same(Net net, Net other) =>
        net.Parameters.Equals(other.Parameters) && net.Inputs.Equals(other.Inputs) && net.Outputs.Equals(other.Outputs) && net.Layout == other.Layout
        && net.Nodes.Count == other.Nodes.Count
        && net.Nodes.Zip(other.Nodes).All(pair =>
            pair.First.Op.Equals(pair.Second.Op) && pair.First.Inputs.Equals(pair.Second.Inputs) && pair.First.Parameters.Equals(pair.Second.Parameters));
}
