using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed class PatternFileTests
{
    [Theory]
    [InlineData(6, 64, 64, 1)]
    [InlineData(1, 768, 192, 2)]
    [InlineData(4, 2, 2, 128)]
    [InlineData(3, 17, 20, 5)]
    [InlineData(1, 10, 30, 1)]
    [InlineData(7, 1, 1, 3)]
    public async Task Pattern(int a, int b, int c, int d) =>
        await Snapshot.Verify(PatternFile.Emit(Shape(a, b, c, d)), "cs").UseTextForParameters(string.Create(CultureInfo.InvariantCulture, $"{a}_{b}_{c}_{d}"));

    [Fact]
    public void Patterns_compile_without_a_warning() => Assert.Empty(Compilations.Diagnose(
        EmbeddedTypes.File,
        PatternFile.Emit(Shape(6, 64, 64, 1)),
        PatternFile.Emit(Shape(1, 1 << 20, 1 << 10, 1)),
        PatternFile.Emit(Shape(1 << 10, 1, 1, 1 << 10))));

    [Fact]
    public void Tiles_cover_the_rows_once_with_14_at_most()
    {
        for (var b = 1; b < 2000; b++)
        {
            var shape = Shape(1, b, 1, 1);

            Assert.InRange(shape.TileRows, 1, 14);
            Assert.InRange(shape.LastTileRows, 1, shape.TileRows);
            Assert.Equal(b, ((shape.Tiles - 1) * shape.TileRows) + shape.LastTileRows);
            Assert.Equal((b + 13) / 14, shape.Tiles);
        }
    }

    [Fact]
    public void Assemblies_that_show_each_other_their_internals_may_have_the_same_patterns()
    {
        var net = FeatureNets.All["sparse"];
        var friend = CSharpSyntaxTree.ParseText("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Emitted\")]", Compilations.Parsing);
        using var image = new MemoryStream();
        Assert.True(Compilations.Create(EmittedFiles.Forward(net with { Name = "Library" })).WithAssemblyName("Friend").AddSyntaxTrees(friend).Emit(image).Success);
        image.Position = 0;

        var user = Compilations.Create(EmittedFiles.Forward(net)).AddReferences(MetadataReference.CreateFromStream(image));

        Assert.Empty(user.GetDiagnostics());
        Assert.NotNull(user.GetTypeByMetadataName("Nets.Library"));
    }

    [Fact]
    public void Everything_else_of_the_same_names_leaves_them_alone()
    {
        var net = FeatureNets.All["sparse"];

        Assert.Empty(Compilations.Diagnose([
            .. EmittedFiles.Forward(net, net with { Namespace = "NetSpec.Patterns" }, net with { Namespace = "Nets.NetSpec.Patterns" }),
            "namespace NetSpec.Patterns { internal sealed class Mine { } }",
            "namespace Nets.Patterns { internal struct Ks_2_8_6_4 { } }",
        ]));
    }

    [Fact]
    public void Patterns_of_programs_are_sorted_and_come_once()
    {
        var plan = Planner.Plan(FeatureNets.All["sparse"]);

        Assert.Equal(["Ks_1_12_16_4", "Ks_2_8_6_4"], PatternNames.Of([plan, plan]).Select(PatternNames.TypeName));
    }

    private static KroneckerShape Shape(int a, int b, int c, int d) => new(new KsPattern(a, b, c, d));
}
