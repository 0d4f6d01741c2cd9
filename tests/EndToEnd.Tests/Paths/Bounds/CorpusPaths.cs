using System;
using System.Linq;
using System.Reflection;
using Corpus.Nets;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;

namespace NetSpec.EndToEnd.Tests.Paths.Bounds;

/// <summary>The <c>Paths</c> of emitted classes.</summary>
internal static class CorpusPaths
{
    /// <summary>A class by namespace and name, with the given parameters.</summary>
    public static PathAnalysis Of(string name, params float[][] tensors)
    {
        var type = typeof(ResNet18).Assembly.GetType(name, throwOnError: true)!;
        var layout = (ParameterLayout)type.GetProperty("Layout", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var store = tensors.Length == 0 ? new ParameterStore(layout) : new ParameterStore(layout, [.. tensors.SelectMany(tensor => tensor)]);
        return (PathAnalysis)type.GetProperty("Paths")!.GetValue(Activator.CreateInstance(type, store))!;
    }

    /// <summary>A DAG with the parameters of its case.</summary>
    public static PathAnalysis Of(DagCase dag)
    {
        var net = CorpusSpec.Nets["Corpus.Dags." + DagSpec.NetName(dag)];
        return Of(net.FullName, [.. DagSpec.Parameters(dag, net).Select(tensor => Array.ConvertAll(tensor, value => (float)value))]);
    }
}
