using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
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
    private const int MostValues = 600;

    [Fact]
    public void Random_nets_of_vectors_are_what_the_interpreter_computes()
    {
        var planned = 0;
        for (var seed = 0; seed < 400; seed++)
            planned += Check(SpecCompiler.Compile(RandomSparseNets.Of(seed).Text).Nets.Single(), seed) ? 1 : 0;

        Assert.Equal(400, planned);
    }

    [Fact]
    public void Random_nets_of_all_kinds_are_what_the_interpreter_computes_where_they_fit()
    {
        var planned = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            var net = SpecCompiler.Compile(RandomSpecs.Of(seed).Text).Nets.Single();

            // Plain loops take their time.
            if (net.Nodes.All(node => node.Shape.Size <= MostValues) && Check(net, seed))
                planned++;
        }

        Assert.InRange(planned, 20, 1000);
    }

    [Fact]
    public void The_models_of_the_tests_all_fit()
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var net in SpecCompiler.Compile(File.ReadAllText(Repository.PathOf("tests", "GpuModels", "nets.netspec"))).Nets)
        {
            Assert.True(Check(net, seed: 1), net.Name);
            kinds.UnionWith(GpuPlanner.Plan(net, DevicePrecision.Fp32).Steps.Select(step => step.GetType().Name));
        }

        // They have every kind of launch that there is.
        Assert.Equal(
            typeof(GpuStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(GpuStep)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
            kinds);
    }

    [Theory]
    [InlineData("vit.netspec", "ViTSmall16")]
    [InlineData("vit.netspec", "KsViTSmall16")]
    [InlineData("gpt2.netspec", "Gpt2Small")]
    [InlineData("gpt2.netspec", "KsGpt2Medium")]
    public void Transformers_run_whole_and_share_kernels(string file, string name)
    {
        var net = SpecCompiler.Compile(File.ReadAllText(Repository.PathOf("tests", "Corpus", "nets", file))).Nets.Single(net => net.Name == name);

        Assert.Null(GpuRule.Problem(net));
        var plans = new[] { DevicePrecision.Fp32, DevicePrecision.Fp16 }.Select(precision => GpuPlanner.Plan(net, precision)).ToList();

        Assert.All(plans, plan => Assert.Single(plan.Attention));
        Assert.All(plans, plan => Assert.InRange(plan.Kernels.Count(), 5, 9));
        var tree = CSharpSyntaxTree.ParseText(ProgramFile.Emit(plans));
        Assert.Empty(tree.GetDiagnostics());
    }

    [Fact]
    public void Values_that_are_not_there_together_share_memory()
    {
        var layers = string.Concat(Enumerable.Repeat(" -> linear(64) -> relu", 20));
        var net = SpecCompiler.Compile($"net Chain {{\n    input x : 64\n    output y = x{layers} -> linear(3)\n}}\n").Nets.Single();

        var plan = GpuPlanner.Plan(net, DevicePrecision.Fp16);

        Assert.Equal(128, plan.WorkspaceFeatures);
        Assert.Equal(21, plan.Steps.Count);
        Assert.Equal(2, plan.Kernels.Count());
    }

    [Fact]
    public void Shared_weights_are_uploaded_once()
    {
        var net = SpecCompiler.Compile("net Twice {\n    input x : 8\n    output y = x -> linear(8) as fc -> relu -> linear(8) with fc -> relu\n}\n").Nets.Single();

        var plan = GpuPlanner.Plan(net, DevicePrecision.Fp32);

        Assert.Single(plan.Weights);
        Assert.Equal(2, plan.Steps.Count);
    }

    [Theory]
    [InlineData("x -> conv(4, 3x3) -> flatten -> linear(2)", "conv 3x3")]
    [InlineData("x -> conv(4, 2x2, stride=2, pad=1) -> flatten", "where its stride is its kernel, without padding, dilation and groups")]
    [InlineData("x -> convt(4, 2x2, stride=2) -> flatten", "where its kernel and stride are 1x1")]
    [InlineData("x -> layernorm -> flatten", "for a map, 2x8x8; there is one for vectors and tokens")]
    [InlineData("x -> crop(1) -> flatten", "of a map of several rows nothing is cropped")]
    [InlineData("x -> avgpool(2x2) -> flatten", "has no device kernel; there are kernels for linear layers and sparse chains")]
    [InlineData("x -> tokens -> linear(1200) -> attention(1) -> mean", "for heads of 400 and 400 features")]
    [InlineData("x -> flatten -> groupsort(2) -> linear(2)", "has no device kernel; there are kernels for linear layers and sparse chains")]
    public void What_does_not_fit_is_named(string value, string message)
    {
        var net = SpecCompiler.Compile($"net Unfit {{\n    input x : 2x8x8\n    output y = {value}\n}}\n").Nets.Single();

        Assert.Contains(message, GpuRule.Problem(net)?.Message, StringComparison.Ordinal);
    }

    /// <summary>Whether a net fits; if it does, its plan is run.</summary>
    private static bool Check(Net net, int seed)
    {
        if (GpuRule.Problem(net) is not null)
            return false;

        var random = new Random(seed);
        var tensors = Array.ConvertAll(RandomValues.Parameters(net, random), InDouble);
        var sample = Array.ConvertAll(RandomValues.Sample(net, random), InDouble);
        var expected = Interpreter.Forward(net, tensors, sample);

        var actual = PlainProgram.Run(GpuPlanner.Plan(net, DevicePrecision.Fp32), tensors, sample);

        foreach (var (wanted, found) in expected.Zip(actual))
        {
            Assert.Equal(wanted.Length, found.Length);
            Assert.All(wanted.Zip(found), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-9 * (1 + wanted.Max(Math.Abs)), $"seed {seed}: {pair}"));
        }

        return true;
    }

    private static double[] InDouble(float[] values) => Array.ConvertAll(values, value => (double)value);
}
