using System.Globalization;
using System.Linq;
using System.Text;

namespace NetSpec.Compiler.Drawings;

/// <summary>A drawing in Graphviz's language.</summary>
internal static class DotText
{
    public static string Of(NetDrawing drawing)
    {
        var text = new StringBuilder();
        text.Append("digraph ").Append(Quote(drawing.Title)).Append(" {\n");
        text.Append("    rankdir=TB;\n    fontname=\"Helvetica\";\n");
        text.Append("    node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11];\n");
        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            var fold = drawing.Folds.FirstOrDefault(fold => fold.First == i);
            if (fold is not null)
                text.Append("    subgraph cluster_").Append(Number(i)).Append(" {\n        style=\"rounded,dashed\";\n        label=")
                    .Append(Quote(Label(fold))).Append(";\n");
            var box = drawing.Boxes[i];
            text.Append(drawing.FoldOf(i) is null ? "    " : "        ").Append('n').Append(Number(i)).Append(" [label=")
                .Append(Quote(string.Join("\n", box.Lines.Prepend(box.Name).Append(box.Shape.ToString())))).Append(", fillcolor=")
                    .Append(Quote(Palette.Fill(box.Kind))).Append("];\n");
            if (drawing.FoldOf(i) is { } open && i == open.First + open.Boxes - 1)
                text.Append("    }\n");
        }

        foreach (var edge in drawing.Edges)
        {
            text.Append("    n").Append(Number(edge.From)).Append(" -> n").Append(Number(edge.To)).Append(";\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Label(DrawnFold fold) => $"{Number(fold.Times)} times: {fold.Label}";

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
