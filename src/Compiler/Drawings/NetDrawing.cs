using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Drawings;

/// <summary>
/// A net as boxes and arrows. Repeated structure is found in the graph, not in the spec's text, and drawn once, so that a ResNet-152 fits on a page
/// however its spec is written.
/// </summary>
/// <param name="Title">The net's name.</param>
/// <param name="Boxes">The boxes, each before those that read it.</param>
/// <param name="Edges">The arrows.</param>
/// <param name="Folds">Which boxes stand for several.</param>
public sealed record NetDrawing(string Title, EquatableArray<DrawnBox> Boxes, EquatableArray<DrawnEdge> Edges, EquatableArray<DrawnFold> Folds)
{
    /// <summary>Draws a net.</summary>
    /// <param name="net">The net.</param>
    /// <param name="fold">Whether repeated structure is drawn once.</param>
    public static NetDrawing Of(Net net, bool fold = true)
    {
        var (boxes, edges) = BoxGraph.Of(net);
        var whole = new NetDrawing(net.Name, boxes.ToEquatableArray(), edges.ToEquatableArray(), default);
        return fold ? Folding.Of(whole) : whole;
    }

    /// <summary>The drawing for Graphviz.</summary>
    public string ToDot() => DotText.Of(this);

    /// <summary>The drawing as a Mermaid flowchart, which code hosts show in Markdown.</summary>
    public string ToMermaid() => MermaidText.Of(this);

    /// <summary>The drawing as a picture.</summary>
    public string ToSvg() => SvgText.Of(this, SvgLayout.Of(this));

    /// <summary>The fold that a box is of, or null.</summary>
    internal DrawnFold? FoldOf(int box) => Folds.FirstOrDefault(fold => box >= fold.First && box < fold.First + fold.Boxes);
}
