using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Printing;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Docs;

/// <summary>The example in the documentation of <see cref="GraphBuilder"/> compiles, runs, and makes the net that a spec says.</summary>
public sealed class GraphBuilderExampleTests
{
    [Fact]
    public void The_example_builds_the_net_that_a_spec_says()
    {
        var lines = File.ReadLines(Repository.PathOf("src", "Dsl", "Graph", "GraphBuilder.cs")).SkipWhile(line => line != "/// <code>").Skip(1).TakeWhile(line => line != "/// </code>");
        var code = $$"""
            using NetSpec.Dsl.Graph;
            using NetSpec.Dsl.Ops;
            public static class Example
            {
                public static Net Make()
                {
                    {{string.Join('\n', lines.Select(line => line["/// ".Length..]))}}
                    return net;
                }
            }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Append(typeof(Net).Assembly.Location).Distinct();
        var compilation = CSharpCompilation.Create("Example", [CSharpSyntaxTree.ParseText(code)], references.Select(path => MetadataReference.CreateFromFile(path)), new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics) + code);

        var net = (Net)Assembly.Load(image.ToArray()).GetType("Example")!.GetMethod("Make")!.Invoke(null, null)!;

        Assert.Equal(
            """
            namespace Models

            net Residual {
                input image : 8x32x32
                body = image -> conv(8, 3x3, pad=1)
                output features = body + image
                output scores : 10 = features -> relu -> avgpool(global) -> flatten -> linear(10) as head
                emit forward
            }

            """,
            NetPrinter.Print(net, keepsNames: false),
            ignoreLineEndingDifferences: true);
        Assert.Equal(net.Parameters, SpecCompiler.Compile(NetPrinter.Print(net)).Nets.Single().Parameters);
    }
}
