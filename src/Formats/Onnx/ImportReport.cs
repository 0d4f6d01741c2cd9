using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Onnx;

/// <summary>What a person should know of an import.</summary>
/// <param name="File">The model's path.</param>
/// <param name="Opset">The version of ONNX's operators that the model uses.</param>
/// <param name="Producer">What wrote it.</param>
/// <param name="Notes">What was read otherwise than it stands.</param>
/// <param name="Renamed">Parameters that have another name than in the model, with that name.</param>
public sealed record ImportReport(string File, long Opset, string Producer, IReadOnlyList<string> Notes, IReadOnlyDictionary<string, string> Renamed)
{
    /// <summary>Some lines for a person.</summary>
    public override string ToString() => string.Join('\n', [
        string.Create(CultureInfo.InvariantCulture, $"{File}: opset {Opset}{(Producer.Length > 0 ? $", by {Quoted.Plain(Producer)}" : "")}"),
        .. Notes.Select(note => "  " + note),
        .. Renamed.Select(pair => $"  {pair.Key} is {Quoted.Name(pair.Value)}"),
    ]);
}
