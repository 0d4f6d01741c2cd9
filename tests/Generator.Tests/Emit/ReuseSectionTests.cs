using System;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Parameters that one path can use twice stand in the emitted description, and only they.</summary>
public sealed class ReuseSectionTests
{
    private const string Tied = """
        net Tied {
            input x : 8
            h = x -> linear(8) as other -> relu -> linear(8) as fc -> relu
            output y = h -> linear(8) with fc -> relu -> scale as s -> scale with s
            emit forward, phicost
        }
        """;

    private const string Siamese = """
        net Siamese {
            input x : 8
            a = x -> linear(8) as fc
            b = x -> linear(8) with fc
            output y = a + b -> relu
            emit forward, phicost
        }
        """;

    [Fact]
    public void Tied_layers_along_a_path_are_listed_by_position_and_compile()
    {
        var net = Assert.Single(SpecCompiler.Compile(Tied).Nets);
        var file = PathFile.Emit(PathPlanner.Plan(net, Planner.Plan(net)));
        Assert.Equal(["fc.weight", "s.weight"], new[] { net.Parameters[2].Name, net.Parameters[4].Name });
        Assert.Contains("ReusedParameters = new[] { 2, 4 },", file, StringComparison.Ordinal);
        Assert.Empty(Compilations.Diagnose(EmittedFiles.WithPaths(net)));
    }

    [Fact]
    public void Layers_side_by_side_are_not()
    {
        var net = Assert.Single(SpecCompiler.Compile(Siamese).Nets);
        Assert.DoesNotContain("ReusedParameters", PathFile.Emit(PathPlanner.Plan(net, Planner.Plan(net))), StringComparison.Ordinal);
    }
}
