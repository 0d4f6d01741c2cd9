using System.Linq;
using NetSpec.Compiler.Theory;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.Generator.Tests.Theory;

public sealed class PathLengthsTests
{
    public static TheoryData<string> Dags => [.. OracleFiles.Dags.Select(dag => dag.Id)];

    [Theory]
    [MemberData(nameof(Dags))]
    public void Lengths_in_a_dag_are_those_of_the_oracle(string id)
    {
        var dag = OracleFiles.Dags.Single(dag => dag.Id == id);
        var facts = BoundFacts.Of(CorpusSpec.Nets["Corpus.Dags." + DagSpec.NetName(dag)]);
        Assert.Equal(dag.Json.GetProperty("depth").GetInt32(), facts.Lengths.FullDepth);
        Assert.Equal(dag.Json.GetProperty("P").GetInt32(), facts.Pools.Kinds);
        Assert.Equal(dag.Json.GetProperty("K").GetInt32(), facts.Pools.Kernel);
        Assert.Equal(dag.Inputs.Count, facts.Inputs);
        Assert.Equal(dag.Outputs.Count, facts.Outputs);
    }

    [Theory]
    [InlineData("resnet18", "ResNet18")]
    [InlineData("resnet50", "ResNet50")]
    public void Lengths_in_a_network_are_those_of_the_oracle(string name, string net)
    {
        var expected = OracleFiles.Network(name).Json.GetProperty("architecture_numbers");
        var facts = BoundFacts.Of(CorpusSpec.Nets["Corpus.Nets." + net]);
        Assert.Equal(expected.GetProperty("D_strict_relu_and_maxpool_plus_output").GetInt32(), facts.Lengths.Depth);
        Assert.Equal(expected.GetProperty("D_conv_fc").GetInt32(), facts.Lengths.DepthWithoutPools);
        Assert.Equal(expected.GetProperty("D_full_every_module_a_neuron").GetInt32(), facts.Lengths.FullDepth);
        Assert.Equal(expected.GetProperty("M_maxpool_layers").GetInt32(), facts.Lengths.MostPools);
        Assert.Equal(facts.Lengths.MostPools, facts.Lengths.FewestPools);
        Assert.Equal(expected.GetProperty("P").GetInt32(), facts.Pools.Kinds);
        Assert.Equal(expected.GetProperty("K").GetInt32(), facts.Pools.Kernel);
        Assert.Equal(expected.GetProperty("d_in").GetInt64(), facts.Inputs);
        Assert.Equal(expected.GetProperty("d_out").GetInt64(), facts.Outputs);
    }

    [Theory]
    [InlineData("output y = x -> conv(3, 1x1) -> relu -> avgpool(global)", 3)]
    [InlineData("output y = x -> conv(3, 1x1) -> relu -> avgpool(global) -> flatten", 3)]
    [InlineData("output y = x -> conv(3, 1x1) -> relu -> flatten", 3)]
    [InlineData("output y = x -> conv(3, 1x1) -> relu", 3)]
    [InlineData("a = x -> conv(3, 1x1)\n output y = concat(a, x)", 1)]
    [InlineData("a = x -> conv(3, 1x1) -> relu\n b = x -> conv(3, 1x1)\n output y = a + b", 3)]
    [InlineData("a = x -> conv(3, 1x1) -> relu -> conv(3, 1x1)\n b = x -> conv(3, 1x1) -> relu\n output y = concat(a, b) -> flatten", 3)]
    [InlineData("output y = x -> flatten", 1)]
    public void A_final_sum_concatenation_or_flatten_is_no_layer(string body, int expected)
    {
        var net = Dsl.SpecCompiler.Compile($"net N {{\n input x : 3x4x4\n {body}\n emit forward, pathnorm\n}}").Nets[0];
        Assert.Equal(expected, BoundFacts.Of(net).Lengths.FullDepth);
    }
}
