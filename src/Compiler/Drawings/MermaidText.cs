using System.Globalization;
using System.Linq;
using System.Text;

namespace NetSpec.Compiler.Drawings;

/// <summary>A drawing as a Mermaid flowchart.</summary>
internal static class MermaidText
{
    public static string Of(NetDrawing drawing)
    {
        var text = new StringBuilder("flowchart TB\n");
        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            if (drawing.Folds.FirstOrDefault(fold => fold.First == i) is { } fold)
                text.Append("    subgraph f").Append(Number(i)).Append("[\"").Append(Number(fold.Times)).Append(" times: ").Append(Escape(fold.Label))
                    .Append("\"]\n");
            var box = drawing.Boxes[i];
            var label = string.Join("<br>", box.Lines.Prepend(box.Name).Append(box.Shape.ToString()).Select(Escape));
            text.Append(drawing.FoldOf(i) is null ? "    " : "        ").Append('n').Append(Number(i)).Append("[\"").Append(label).Append("\"]:::")
                .Append(Class(box.Kind)).Append('\n');
            if (drawing.FoldOf(i) is { } open && i == open.First + open.Boxes - 1)
                text.Append("    end\n");
        }

        foreach (var edge in drawing.Edges)
        {
            text.Append("    n").Append(Number(edge.From)).Append(" --> n").Append(Number(edge.To)).Append('\n');
        }

        foreach (var kind in drawing.Boxes.Select(box => box.Kind).Distinct().OrderBy(kind => kind))
        {
            text.Append("    classDef ").Append(Class(kind)).Append(" fill:").Append(Palette.Fill(kind)).Append(",stroke:").Append(Palette.Line)
                .Append(",color:#000\n");
        }

        return text.ToString();
    }

    private static string Class(BoxKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Mermaid's entities, which are written with a number sign.</summary>
    private static string Escape(string text) => text.Replace("#", "#35;").Replace("\"", "#quot;").Replace("<", "#lt;").Replace(">", "#gt;");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
