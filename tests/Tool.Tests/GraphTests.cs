using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec graph</c>.</summary>
public sealed class GraphTests(Scratch scratch) : IClassFixture<Scratch>
{
    public static TheoryData<string, string> Nets => new()
    {
        { "resnet_bottleneck", "ResNet152" }, { "unet", "UNet" }, { "googlenet", "GoogLeNet" }, { "mobilenet_v1", "MobileNetV1" }, { "vgg", "Vgg16" },
    };

    [Theory]
    [MemberData(nameof(Nets))]
    public void Folds_written_out_are_the_whole_net(string spec, string net)
    {
        var folded = Draw(spec, net);
        var whole = Draw(spec, net, "--no-fold");

        var saved = folded.GetProperty("folds").EnumerateArray().Sum(fold => (fold.GetProperty("times").GetInt32() - 1) * fold.GetProperty("boxes").GetInt32());
        Assert.Equal(whole.GetProperty("boxes").GetInt32(), folded.GetProperty("boxes").GetInt32() + saved);
        Assert.Equal(0, whole.GetProperty("folds").GetArrayLength());
    }

    [Fact]
    public void A_ResNet_152_is_drawn_on_a_page()
    {
        var drawing = Draw("resnet_bottleneck", "ResNet152");

        Assert.InRange(drawing.GetProperty("boxes").GetInt32(), 1, 45);
        Assert.Equal(
            [("layer1.1 … layer1.2", 2), ("layer2.1 … layer2.7", 7), ("layer3.1 … layer3.35", 35), ("layer4.1 … layer4.2", 2)],
            drawing.GetProperty("folds").EnumerateArray().Select(fold => (fold.GetProperty("label").GetString(), fold.GetProperty("times").GetInt32())));
        DocumentedShape.Check("graph", drawing);
    }

    /// <summary>No box lies on another, no line ends beside a box, and every text is there.</summary>
    [Theory]
    [MemberData(nameof(Nets))]
    public void In_a_picture_boxes_lie_apart(string spec, string net)
    {
        var path = scratch.Fresh("net.svg");
        Assert.Equal("", ToolRun.Of("graph", $"tests/Corpus/nets/{spec}.netspec", "--net", net, "-o", path).Succeeded().Out);
        var picture = XDocument.Load(path);
        double Of(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var boxes = picture.Descendants().Where(element => element.Name.LocalName == "rect" && element.Attribute("rx")?.Value == "5")
            .Select(box => (X: Of(box, "x"), Y: Of(box, "y"), Right: Of(box, "x") + Of(box, "width"), Bottom: Of(box, "y") + Of(box, "height"))).ToList();
        var size = (Width: Of(picture.Root!, "width"), Height: Of(picture.Root!, "height"));

        Assert.Equal(Draw(spec, net).GetProperty("boxes").GetInt32(), boxes.Count);
        for (var i = 0; i < boxes.Count; i++)
        {
            Assert.All(boxes.Skip(i + 1), other => Assert.False(
                boxes[i].X < other.Right && other.X < boxes[i].Right && boxes[i].Y < other.Bottom && other.Y < boxes[i].Bottom, $"{boxes[i]} lies on {other}"));
            Assert.True(boxes[i].Bottom < size.Height && boxes[i].Right - boxes[i].X < size.Width);
        }
    }

    [Fact]
    public void Texts_for_Graphviz_and_Mermaid_have_a_node_a_box_and_an_arrow_an_edge()
    {
        var drawing = Draw("resnet_bottleneck", "ResNet152");
        var dot = ToolRun.Of("graph", "tests/Corpus/nets/resnet_bottleneck.netspec", "--net", "ResNet152", "--format", "dot").Succeeded().Lines;
        var mermaid = drawing.GetProperty("text").GetString()!.Split('\n');

        Assert.Equal(drawing.GetProperty("boxes").GetInt32(), dot.Count(line => line.Contains("[label=", StringComparison.Ordinal)));
        Assert.Equal(drawing.GetProperty("edges").GetInt32(), dot.Count(line => line.Contains("->", StringComparison.Ordinal)));
        Assert.Equal(4, dot.Count(line => line.Contains("subgraph", StringComparison.Ordinal)));
        Assert.Equal(drawing.GetProperty("boxes").GetInt32(), mermaid.Count(line => line.Contains("\"]:::", StringComparison.Ordinal)));
        Assert.Equal(drawing.GetProperty("edges").GetInt32(), mermaid.Count(line => line.Contains("-->", StringComparison.Ordinal)));
        Assert.Equal(dot.Count(line => line.EndsWith('{')), dot.Count(line => line.Trim() == "}"));
    }

    [Fact]
    public void A_file_is_of_the_kind_that_its_name_says_and_no_other_is_written_over()
    {
        var path = scratch.Write("old.dot", "mine");
        ToolRun.Of("graph", "tests/Corpus/nets/unet.netspec", "--net", "UNet", "-o", path).FailedWith(3, "exists; --force writes over it");
        ToolRun.Of("graph", "tests/Corpus/nets/unet.netspec", "--net", "UNet", "-o", path, "--force").Succeeded();
        ToolRun.Of("graph", "tests/Corpus/nets/unet.netspec", "--net", "UNet", "-o", scratch.Fresh("net.jpg")).FailedWith(2, "'.jpg' is no kind of drawing");

        Assert.StartsWith("digraph \"UNet\" {", File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static JsonElement Draw(string spec, string net, params string[] more) =>
        ToolRun.Of(["graph", $"tests/Corpus/nets/{spec}.netspec", "--net", net, "--json", .. more]).Succeeded().Json;
}
