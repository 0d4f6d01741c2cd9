using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>The second file of a net: its graph and what the compiler knows of it.</summary>
public sealed class PathFileTests
{
    private const int MaxLine = 180;

    /// <summary>Above this the JIT compiles a method without optimising it, and slowly.</summary>
    private const int MaxMethodIl = 60_000;

    /// <summary>KiB of emitted text.</summary>
    private static readonly Dictionary<string, int> Budgets = new(StringComparer.Ordinal)
    {
        ["ResNet18"] = 18,
        ["ResNet50"] = 38,
        ["ResNet152"] = 108,
        ["GoogLeNet"] = 48,
        ["InceptionV3"] = 80,
        ["Vgg16"] = 12,
    };

    public static TheoryData<string> Features => [.. FeatureNets.InTheory];

    [Theory]
    [InlineData("neurons")]
    [InlineData("pools")]
    [InlineData("ports")]
    public async Task Paths(string feature) => await Snapshot.Verify(Text(FeatureNets.All[feature]), "cs").UseTextForParameters(feature);

    [Fact]
    public async Task Shell() =>
        await Snapshot.Verify(PathShellFile.Emit(new NetShell("Samples.Vision", "Broken", EquatableArray.Of("image"), EquatableArray.Of("logits")) { Passes = EquatableArray.Of("forward", "pathnorm") }), "cs");

    [Theory]
    [MemberData(nameof(Features))]
    public void Emitted_files_compile_without_a_warning(string feature) => Assert.Empty(Compilations.Diagnose(EmittedFiles.WithPaths(FeatureNets.All[feature])));

    [Theory]
    [MemberData(nameof(Features))]
    public void Lines_are_of_readable_width_and_end_in_a_line_feed(string feature)
    {
        var text = Text(FeatureNets.All[feature]);

        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.Length > MaxLine || line.EndsWith(' '));
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Every_graph_is_made_without_an_exception(string feature)
    {
        var net = FeatureNets.All[feature];
        var type = Compilations.Load(EmittedFiles.WithPaths(net)).GetType(net.FullName, throwOnError: true)!;

        Assert.NotNull(type.GetProperty("Architecture", BindingFlags.Public | BindingFlags.Static)!.GetValue(null));
    }

    [Fact]
    public void Names_of_the_file_are_given_to_nothing_else()
    {
        var net = new GraphBuilder("Clashes").In("Nets");
        var x = net.Input("Architecture", 4);
        var y = net.Chain("Paths", x, new Dsl.Ops.Linear(4, true), new Dsl.Ops.Relu());
        var z = net.Chain("PathTables", y, new Dsl.Ops.Linear(2, true));

        Assert.Empty(Compilations.Diagnose(
            [.. EmittedFiles.WithPaths(net.Output("_paths", y).Output("Graphs", z).Build()), "namespace Samples { internal static class Graphs { } } internal static class Graphs { }"]));
    }

    [Fact]
    public void Text_is_the_same_under_a_culture_with_signs_and_separators_of_its_own()
    {
        var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        hostile.NumberFormat.NegativeSign = "~";
        hostile.NumberFormat.NumberDecimalSeparator = ";";
        var before = CultureInfo.CurrentCulture;
        string[] features = [.. FeatureNets.InTheory];
        var expected = features.Select(feature => Text(FeatureNets.All[feature])).ToList();
        try
        {
            CultureInfo.CurrentCulture = hostile;
            var again = FeatureNets.Build();
            Assert.Equal(expected, features.Select(feature => Text(again[feature])));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Emitted_files_stay_within_their_budgets()
    {
        var sizes = Directory.GetFiles(Repository.PathOf("tests", "Corpus", "nets"), "*.netspec")
            .SelectMany(file => SpecCompiler.Compile(File.ReadAllText(file)).Nets)
            .Where(net => Budgets.ContainsKey(net.Name))
            .ToDictionary(net => net.Name, net => Text(net).Length);

        Assert.All(Budgets, budget => Assert.True(
            sizes[budget.Key] <= budget.Value * 1024,
            $"{budget.Key} is {sizes[budget.Key] / 1024} KiB, but its budget is {budget.Value} KiB"));
    }

    [Theory]
    [InlineData(1500)]
    [InlineData(300)]
    public void Blocks_of_many_neurons_are_made_by_methods_of_bounded_size(int neurons)
    {
        var net = NeuronNets.Deep(neurons);
        var assembly = Compilations.Load(EmittedFiles.WithPaths(net));
        var sizes = assembly.GetType(net.FullName + "+PathTables", throwOnError: true)!
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Select(method => method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0);

        Assert.All(sizes, size => Assert.InRange(size, 0, MaxMethodIl));
        Assert.NotNull(assembly.GetType(net.FullName)!.GetProperty("Architecture", BindingFlags.Public | BindingFlags.Static)!.GetValue(null));
    }

    [Fact]
    public void Code_that_uses_the_paths_of_a_net_compiles_with_its_shell_too() => Assert.Empty(Compilations.Diagnose(
        ShellFile.Emit(new NetShell("", "Broken", EquatableArray.Of("image"), EquatableArray.Of("logits")) { Passes = EquatableArray.Of("forward", "pathnorm") }),
        ShellFile.Emit(new NetShell("", "Unprinted", EquatableArray.Of("image"), EquatableArray.Of("logits")) { Passes = EquatableArray.Of("forward", "pathnorm") }, withPaths: false),
        PathShellFile.Emit(new NetShell("", "Unprinted", EquatableArray.Of("image"), EquatableArray.Of("logits")) { Passes = EquatableArray.Of("forward", "pathnorm") }),
        """
        internal static class User
        {
            public static double Run(Broken broken, Unprinted unprinted) =>
                broken.Paths.Norm().Value + unprinted.Paths.Norm(2, 1).Log2 + Broken.Architecture.Layers.Count + Unprinted.Architecture.Layers.Count;
        }
        """));

    private static string Text(Net net) => PathFile.Emit(PathPlanner.Plan(net, Planner.Plan(net)));
}
