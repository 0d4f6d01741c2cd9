using System;
using System.IO;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;
using NetSpec.Generator.Tests.Sparse;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.RandomNets;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

public sealed class GpuPlannerTests
{
    [Fact]
    public void Random_nets_of_vectors_are_what_the_interpreter_computes()
    {
        var planned = 0;
        for (var seed = 0; seed < 400; seed++)
            planned += Check(SpecCompiler.Compile(RandomSparseNets.Of(seed).Text).Nets.Single(), seed) ? 1 : 0;

        // The others have a concat.
        Assert.InRange(planned, 100, 400);
    }

    [Fact]
    public void The_models_of_the_tests_all_fit()
    {
        foreach (var net in SpecCompiler.Compile(File.ReadAllText(Repository.PathOf("tests", "GpuModels", "nets.netspec"))).Nets)
            Assert.True(Check(net, seed: 1), net.Name);
    }

    [Fact]
    public void Values_that_are_not_there_together_share_memory()
    {
        var layers = string.Concat(Enumerable.Repeat(" -> linear(64) -> relu", 20));
        var net = SpecCompiler.Compile($"net Chain {{\n    input x : 64\n    output y = x{layers} -> linear(3)\n}}\n").Nets.Single();

        var plan = GpuPlanner.Plan(Normalise.Run(net), DevicePrecision.Fp16);

        Assert.Equal(128, plan.WorkspaceFeatures);
        Assert.Equal(21, plan.Steps.Count);
        Assert.Equal(2, plan.Kernels.Count());
    }

    [Fact]
    public void Shared_weights_are_uploaded_once()
    {
        var net = SpecCompiler.Compile("net Twice {\n    input x : 8\n    output y = x -> linear(8) as fc -> relu -> linear(8) with fc -> relu\n}\n").Nets.Single();

        var plan = GpuPlanner.Plan(Normalise.Run(net), DevicePrecision.Fp32);

        Assert.Single(plan.Weights);
        Assert.Equal(2, plan.Steps.Count);
    }

    [Theory]
    [InlineData("x -> conv(4, 3x3) -> flatten -> linear(2)", "conv 3x3")]
    [InlineData("x -> relu -> flatten -> linear(2)", "flatten the input first")]
    [InlineData("x -> flatten -> groupsort(2) -> linear(2)", "has no device kernel")]
    public void What_does_not_fit_is_named(string value, string message)
    {
        var net = SpecCompiler.Compile($"net Unfit {{\n    input x : 2x8x8\n    output y = {value}\n}}\n").Nets.Single();

        Assert.Contains(message, GpuRule.Problem(Normalise.Run(net))?.Message, StringComparison.Ordinal);
    }

    /// <summary>Whether a net fits; if it does, its plan is run.</summary>
    private static bool Check(Net net, int seed)
    {
        var normal = Normalise.Run(net);
        if (GpuRule.Problem(normal) is not null)
            return false;

        var random = new Random(seed);
        var tensors = Array.ConvertAll(RandomValues.Parameters(net, random), InDouble);
        var sample = Array.ConvertAll(RandomValues.Sample(net, random), InDouble);
        var expected = Interpreter.Forward(net, tensors, sample);

        var actual = PlainProgram.Run(GpuPlanner.Plan(normal, DevicePrecision.Fp32), tensors, sample);

        foreach (var (wanted, found) in expected.Zip(actual))
        {
            Assert.Equal(wanted.Length, found.Length);
            Assert.All(wanted.Zip(found), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-9 * (1 + wanted.Max(Math.Abs)), $"seed {seed}: {pair}"));
        }

        return true;
    }

    private static double[] InDouble(float[] values) => Array.ConvertAll(values, value => (double)value);
}
