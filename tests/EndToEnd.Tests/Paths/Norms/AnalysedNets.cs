using System;
using System.Linq;
using System.Reflection;
using Corpus.Nets;
using NetSpec.Dsl.Graph;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;

namespace NetSpec.EndToEnd.Tests.Paths.Norms;

/// <summary>Emitted classes with the parameters of an oracle, behind their <c>Paths</c>.</summary>
internal static class AnalysedNets
{
    public static (DagCase Case, PathAnalysis Paths) Dag(string id)
    {
        var (dag, net) = DagTests.Find(id);
        return (dag, Of(net, [.. DagSpec.Parameters(dag, net).SelectMany(tensor => tensor)]));
    }

    public static (TinyCnnCase Case, PathAnalysis Paths) TinyCnn(string id)
    {
        var (cnn, net) = TinyCnnTests.Find(id);
        return (cnn, Of(net, [.. net.Parameters.SelectMany(parameter => cnn.Parameters[parameter.Name])]));
    }

    /// <summary>A net of the corpus with deterministic weights.</summary>
    public static PathAnalysis WithDetWeights(string name)
    {
        var net = CorpusSpec.Nets[name];
        return Of(net, [.. DetWeights.InDouble(DetWeights.Of(net)).SelectMany(tensor => tensor)]);
    }

    private static PathAnalysis Of(Net net, double[] values)
    {
        var type = typeof(ResNet18).Assembly.GetType(net.FullName, throwOnError: true)!;
        var layout = (ParameterLayout)type.GetProperty("Layout", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var model = Activator.CreateInstance(type, new ParameterStore(layout, Array.ConvertAll(values, value => (float)value)));
        return (PathAnalysis)type.GetProperty("Paths")!.GetValue(model)!;
    }
}
