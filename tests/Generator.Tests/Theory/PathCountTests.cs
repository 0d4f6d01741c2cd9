using System.Globalization;
using System.Linq;
using System.Numerics;
using NetSpec.Compiler.Theory;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.Generator.Tests.Theory;

public sealed class PathCountTests
{
    public static TheoryData<string> Dags => [.. OracleFiles.Dags.Select(dag => dag.Id)];

    public static TheoryData<string, string> TinyCnns => new()
    {
        { "t1_conv_bn_maxpadded_gap_fc", "T1ConvBnMaxpaddedGapFc" },
        { "t4_mini_unet", "T4MiniUnet" },
        { "t5_conv_bias_then_bn", "T5ConvBiasThenBn" },
        { "t6_grouped_depthwise_dilated", "T6GroupedDepthwiseDilated" },
    };

    [Theory]
    [MemberData(nameof(Dags))]
    public void Paths_of_a_dag_are_counted(string id)
    {
        var dag = OracleFiles.Dags.Single(dag => dag.Id == id);
        var expected = dag.Json.GetProperty("num_paths").GetInt64();
        Assert.Equal(expected, PathCount.Of(CorpusSpec.Nets["Corpus.Dags." + DagSpec.NetName(dag)]));
    }

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void Paths_of_a_tiny_network_are_counted(string id, string net)
    {
        var expected = OracleFiles.TinyCnns.Single(cnn => cnn.Id == id).Json.GetProperty("dag").GetProperty("num_paths").GetString()!;
        Assert.Equal(BigInteger.Parse(expected, CultureInfo.InvariantCulture), PathCount.Of(CorpusSpec.Nets["Corpus.Nets." + net], everyNeuron: true));
    }
}
