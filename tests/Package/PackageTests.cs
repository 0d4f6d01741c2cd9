using System;
using System.Threading.Tasks;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>The packed package in projects of its own.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Package")]
public sealed class PackageTests(PackedPackages packages)
{
    private const string Modern = "<TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>";

    private const string Spec = """
        net Doubler {
            input x : 3
            output y = x -> linear(3, bias=false) as head
        }

        """;

    [Fact]
    public async Task A_project_at_the_lowest_language_version_builds_for_both_frameworks_and_runs()
    {
        var consumer = packages.Consumer("""
            <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
            <LangVersion>9</LangVersion>
            <Nullable>enable</Nullable>
            <ImplicitUsings>disable</ImplicitUsings>
            <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            """);
        consumer.Write("doubler.netspec", "namespace Consumer\n\n" + Spec);
        consumer.Write("Program.cs", """
            using System;
            using NetSpec.Runtime.Weights;

            namespace Consumer
            {
                internal static class Program
                {
                    private static void Main()
                    {
                        var store = new ParameterStore(Doubler.Layout);
                        for (var i = 0; i < 3; i++)
                        {
                            store["head.weight"][(3 * i) + i] = 2;
                        }

                        var y = new float[Doubler.YSize];
                        new Doubler(store).Forward(new float[] { 1, 2, 3 }, y);
                        Console.WriteLine(string.Join(" ", y));
                    }
                }
            }
            """);

        (await consumer.BuildAsync()).Succeeded();

        Assert.Equal("2 4 6", (await consumer.RunAsync("net10.0")).Succeeded().Output.Trim());
    }

    [Fact]
    public async Task Added_edited_and_deleted_specs_are_noticed()
    {
        var consumer = packages.Consumer(Modern);
        consumer.Write("Program.cs", "System.Console.WriteLine(typeof(Program).Assembly.GetType(\"Doubler\")?.GetField(\"YSize\")?.GetValue(null) ?? \"none\");");
        (await consumer.BuildAsync()).Succeeded();
        Assert.Equal("none", (await consumer.RunAsync("net10.0")).Output.Trim());

        // Older than the last build, as a file from an archive or another branch is: its time stamp tells nothing.
        consumer.Write("doubler.netspec", Spec);
        consumer.Age("doubler.netspec");
        await Prints(consumer, "3");

        consumer.Write("doubler.netspec", Spec.Replace("linear(3", "linear(5", StringComparison.Ordinal));
        await Prints(consumer, "5");

        consumer.Delete("doubler.netspec");
        await Prints(consumer, "none");

        consumer.Write("doubler.netspec", Spec);
        await Prints(consumer, "3");
        await Prints(consumer, "none", "-p:EnableDefaultNetSpecItems=false");
    }

    [Fact]
    public async Task A_broken_spec_fails_the_build_at_its_line_and_nowhere_else()
    {
        var consumer = packages.Consumer(Modern);
        consumer.Write("broken.netspec", Spec.Replace("= x", "= z", StringComparison.Ordinal));
        consumer.Write("Program.cs", "var y = new float[Doubler.YSize]; Doubler.Load(\"doubler.safetensors\").Forward(y, y);");

        var build = (await consumer.BuildAsync()).Failed("broken.netspec(3,16): error NSPEC2001:");

        Assert.DoesNotContain("error CS", build.Output, StringComparison.Ordinal);
        Assert.Matches(@"\(file:///\S+/docs/diagnostics\.md#nspec2001-unknown-name\)", build.Output);
    }

    [Fact]
    public async Task Device_code_comes_with_ILGPU_and_not_without()
    {
        var consumer = packages.Consumer(Modern + "<WarningsNotAsErrors>NSPEC3001</WarningsNotAsErrors>");
        consumer.Write("doubler.netspec", Spec.Replace("}", "    emit forward, gpu\n}", StringComparison.Ordinal));
        consumer.Write("Program.cs", """
            using System.Linq;

            var types = typeof(Doubler).Assembly.GetTypes();
            System.Console.WriteLine($"{types.Any(type => type.Namespace == "NetSpec.Gpu")} {types.Any(type => type.FullName == "Doubler+Gpu")}");
            """);

        var without = (await consumer.BuildAsync()).Succeeded();
        Assert.Contains("warning NSPEC3001: 'gpu' needs the package ILGPU", without.Output, StringComparison.Ordinal);
        Assert.Equal("False False", (await consumer.RunAsync("net10.0")).Output.Trim());

        // The stand-in of the tests is an assembly of that name, and the name is all that counts.
        consumer.Write("Directory.Build.props", $"""
            <Project>
              <ItemGroup>
                <Reference Include="ILGPU" HintPath="{packages.StandIn}" />
              </ItemGroup>
            </Project>
            """);
        await Prints(consumer, "True True");
    }

    private static async Task Prints(Consumer consumer, string expected, params string[] properties)
    {
        (await consumer.RebuildAsync(properties)).Succeeded();
        Assert.Equal(expected, (await consumer.RunAsync("net10.0")).Output.Trim());
    }
}
