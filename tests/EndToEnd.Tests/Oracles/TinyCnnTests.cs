using System.Linq;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Oracles;

public sealed class TinyCnnTests
{
    public static TheoryData<string> Ids() => [.. OracleFiles.TinyCnns.Select(cnn => cnn.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Deterministic_weights_are_those_of_the_case(string id)
    {
        var (cnn, net) = Find(id);
        Assert.Equal(cnn.Parameters.Keys.Order(), net.Parameters.Select(p => p.Name).Order());
        foreach (var (parameter, values) in net.Parameters.Zip(DetWeights.Of(net, id + "/")))
            Assert.Equal(cnn.Parameters[parameter.Name], values.Select(v => (double)v));
        Assert.Equal(cnn.Input, DetWeights.Input(id + "/input", cnn.Input.Count).Select(v => (double)v));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Interpreter_computes_the_expected_output(string id)
    {
        var (cnn, net) = Find(id);
        var output = Interpreter.Forward(net, [.. net.Parameters.Select(p => cnn.Parameters[p.Name])], [.. cnn.Input])[0];
        Assert.Equal(cnn.Output.Count, output.Length);
        Assert.InRange(Closeness.Relative(output, cnn.Output), 0, 1e-13);
    }

    internal static (TinyCnnCase Case, NetSpec.Dsl.Graph.Net Net) Find(string id)
    {
        var name = string.Concat(id.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return (OracleFiles.TinyCnns.Single(cnn => cnn.Id == id), CorpusSpec.Nets["Corpus.Nets." + name]);
    }
}
