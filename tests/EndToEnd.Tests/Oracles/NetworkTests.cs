using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Oracles;

public sealed class NetworkTests
{
    [Fact]
    public void Interpreter_computes_the_logits_of_ResNet18()
    {
        var oracle = OracleFiles.Network("resnet18");
        var net = CorpusSpec.Nets["Corpus.Nets.ResNet18"];
        var parameters = DetWeights.InDouble(DetWeights.Of(net));
        var logits = Interpreter.Forward(net, parameters, DetWeights.InDouble(DetWeights.Input("input", 3 * 224 * 224)))[0];
        Assert.InRange(Closeness.Relative(logits, oracle.Output), 0, 1e-12);
    }
}
