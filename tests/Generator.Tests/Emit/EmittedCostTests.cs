using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Printing;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Emitted cost passes of random nets against the costs in double; the text of one.</summary>
public sealed class EmittedCostTests
{
    private const int Batch = 20;

    public static TheoryData<string> Features => [.. FeatureNets.InTheory];

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Passes_of_random_nets_compute_their_costs(int first)
    {
        var nets = Enumerable.Range(first, Batch).Select(seed => WithCosts(RandomNetCheck.NetOfTheory(seed))).ToArray();
        var assembly = Compilations.Load(EmittedFiles.WithPaths(nets));
        for (var i = 0; i < nets.Length; i++)
        {
            var type = assembly.GetType(nets[i].FullName)!;
            var layout = (ParameterLayout)type.GetProperty("Layout")!.GetValue(null)!;
            var model = (Model)Activator.CreateInstance(type, new ParameterStore(layout, Values(layout, first + i)))!;
            var paths = (PathAnalysis)type.GetProperty("Paths")!.GetValue(model)!;
            if (paths.Description.CostPass is not null)
                Check(paths, ForwardCheck.Levels[i % ForwardCheck.Levels.Count], nets[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Emitted_files_compile_without_a_warning(string feature) => Assert.Empty(Compilations.Diagnose(EmittedFiles.WithPaths(WithCosts(FeatureNets.All[feature]))));

    /// <summary>Names of members of shapes, of the class around them, and of what a pass calls its parts and tables; and more steps than a method holds.</summary>
    [Fact]
    public void Passes_compile_whatever_layers_are_called_and_however_many_there_are()
    {
        var chain = string.Concat(Enumerable.Range(0, 150).Select(i => $" -> conv(2, 3x3, pad=1, bias=true) as l{i} -> relu"));
        var net = SpecCompiler.Compile($$"""
            net PathCosts {
                input x : 2x8x8
                a = x -> conv(2, 3x3, pad=1) as groups -> relu -> conv(2, 1x1) as in_channels -> relu -> conv(3, 3x3, pad=1) as path_shapes -> relu
                b = a -> conv(2, 3x3, pad=1) as steps1 -> relu -> conv(2, 3x3, pad=1) as lines1 -> bn as relu -> relu -> conv(2, 3x3) as equals -> relu
                c = b{{chain}}
                output y : 4 = c -> flatten -> linear(4) as out_features
                emit forward, pathnorm, phicost
            }
            """).Nets.Single();
        var files = EmittedFiles.WithPaths(net);

        Assert.Empty(Compilations.Diagnose(files));
        Assert.Contains(files, file => file.Contains("Steps2(run);", StringComparison.Ordinal));
        Assert.Contains(files, file => file.Contains("struct Groups_2 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Costs() => await Snapshot.Verify(Text(WithCosts(FeatureNets.All["residual"])), "cs");

    private static void Check(PathAnalysis paths, SimdLevel simd, Net net)
    {
        var expected = paths.Costs();
        using var pass = paths.CreateCostPass(simd);
        pass.Pack(paths.Parameters);
        pass.Run(threads: 2);

        // A weight that meets nothing but zeros, of a pad or behind a layer without biases, has no cost, and what it could be at most is told.
        var zeros = expected.Values.ToArray().Count(value => value == 0);
        Assert.True(pass.EstimateCount <= zeros, $"{pass.EstimateCount} costs are estimates, and {zeros} are zero\n{NetPrinter.Print(net)}");
        for (var i = 0; i < expected.Values.Length; i++)
        {
            var (found, wanted) = (pass.CostOf(i), expected[i]);
            if (wanted.IsZero ? found.IsZero || pass.EstimateCount > 0 : Math.Abs((found / wanted).Value - 1) <= 1e-5)
                continue;

            Assert.Fail(
                $"the cost of {expected.Layout.Last(parameter => parameter.Offset <= i).Name} at {i} is {found}, not {wanted}\n{NetPrinter.Print(net)}");
        }
    }

    private static Net WithCosts(Net net) => net with { Passes = new[] { "forward", "phicost" }.ToEquatableArray() };

    private static string Text(Net net)
    {
        var programs = ProgramPlanner.Plan(net);
        return CostProgramFile.Emit(Planner.Plan(net), programs.Norms!, programs.Costs!);
    }

    /// <summary>Weights of both signs over four orders of magnitude; variances positive.</summary>
    private static float[] Values(ParameterLayout layout, int seed)
    {
        var random = new Random(seed);
        var values = new float[layout.Size];
        foreach (var parameter in layout)
        {
            foreach (ref var value in values.AsSpan(parameter.Offset, parameter.Size))
            {
                var size = (float)Math.Pow(10, (random.NextDouble() * 4) - 2);
                value = parameter.Role == Runtime.Weights.ParameterRole.RunningVariance || random.Next(2) == 0 ? size : -size;
            }
        }

        return values;
    }
}
