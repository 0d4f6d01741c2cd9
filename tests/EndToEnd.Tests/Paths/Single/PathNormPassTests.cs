using System;
using System.Linq;
using System.Reflection;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Single;

/// <summary>The emitted single-precision pass against a walk over the edges of the graph.</summary>
public sealed class PathNormPassTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Small => [.. EmittedNets.Small.Select(net => net.Name).Where(name => name is not "Corpus.Nets.UNet")];

    [Theory]
    [MemberData(nameof(Small))]
    public void Every_output_is_what_the_edges_give(string name)
    {
        var model = Create(name);
        foreach (var (q, starts) in new[] { (1d, PathStarts.All), (2d, PathStarts.All), (0.5, PathStarts.Inputs), (3d, PathStarts.Biases) })
        {
            var expected = EdgeSums.Of(Paths(model).Architecture, model.Parameters, q, starts);
            foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
            {
                using var pass = Paths(model).CreateNormPass(simd);
                pass.Pack(model.Parameters, q, starts);
                pass.Run();
                Compare(expected, pass, $"{name}, q = {q}, {starts}, {simd}");
            }
        }
    }

    private static void Compare(Magnitude[] expected, PathNormPass pass, string what)
    {
        Assert.Equal(expected.Length, pass.OutputCount);
        for (var i = 0; i < expected.Length; i++)
        {
            var found = pass.PowerSum(i);
            var error = expected[i].IsZero ? (found.IsZero ? 0 : 1) : Math.Abs((found / expected[i]).Value - 1);
            Assert.True(error <= Tolerance, $"{what}: output {i} is {found}, not {expected[i]}");
        }
    }

    private static Model Create(string name) => EmittedNets.ByName[name].Create(EngineTests.Store(EmittedNets.ByName[name], Samples.Of(name))).Model;

    private static PathAnalysis Paths(Model model) => (PathAnalysis)model.GetType().GetProperty("Paths", BindingFlags.Public | BindingFlags.Instance)!.GetValue(model)!;
}
