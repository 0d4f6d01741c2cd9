using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Hosting;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec summary</c>.</summary>
public sealed class SummaryTests
{
    private const string Spec = "tests/Corpus/nets/resnet_basic.netspec";

    [Fact]
    public void Totals_and_shapes_are_those_of_the_net()
    {
        var net = SpecFile.Read(Repository.PathOf(Spec)).Choose("ResNet18");

        var run = ToolRun.Of("summary", Spec, "--net", "ResNet18", "--json").Succeeded();

        DocumentedShape.Check("summary", run.Json);
        var found = Assert.Single(run.Json.GetProperty("nets").EnumerateArray());
        var layers = found.GetProperty("layers").EnumerateArray().ToList();
        Assert.Equal(net.Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => parameter.Size), found.GetProperty("parameters").GetInt64());
        Assert.Equal(11_689_512, found.GetProperty("parameters").GetInt64());
        Assert.Equal(net.StoreSize * 4, found.GetProperty("parameterBytes").GetInt64());
        Assert.Equal(found.GetProperty("parameters").GetInt64(), layers.Sum(layer => layer.GetProperty("parameters").GetInt64()));
        Assert.Equal(found.GetProperty("multiplyAdds").GetInt64(), layers.Sum(layer => layer.GetProperty("multiplyAdds").GetInt64()));
        Assert.All(layers, layer => Assert.Equal(
            Node(net, layer.GetProperty("name").GetString()!).Shape.Dims, layer.GetProperty("shape").EnumerateArray().Select(dim => dim.GetInt32())));
    }

    [Fact]
    public void The_text_has_a_line_for_each_layer_of_every_net()
    {
        var lines = ToolRun.Of("summary", "tests/Corpus/nets/mlp.netspec").Succeeded().Lines;

        Assert.Equal(
            SpecFile.Read(Repository.PathOf("tests", "Corpus", "nets", "mlp.netspec")).Nets.Select(net => "net " + net.FullName),
            lines.Where(line => line.StartsWith("net ", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("total ", StringComparison.Ordinal) && line.EndsWith("3 layers", StringComparison.Ordinal));
    }

    private static Node Node(Net net, string name) => net.Nodes.Single(node => node.Name == name);
}
