using System;
using System.Linq;
using System.Reflection;
using Corpus.Nets;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;

namespace NetSpec.EndToEnd.Tests.Paths;

/// <summary>The theory of emitted classes, with the parameters of an oracle.</summary>
internal static class EmittedPaths
{
    /// <summary>The analysis of a class of the corpus, through its own <c>Paths</c>.</summary>
    public static PathAnalysis Of(string name, ParameterStore store)
    {
        var type = typeof(ResNet18).Assembly.GetType(name, throwOnError: true)!;
        return (PathAnalysis)type.GetProperty("Paths")!.GetValue(Activator.CreateInstance(type, store))!;
    }

    /// <summary>The parameters of a class of the corpus.</summary>
    public static ParameterLayout Layout(string name) =>
        (ParameterLayout)typeof(ResNet18).Assembly.GetType(name, throwOnError: true)!.GetProperty("Layout", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    /// <summary>A DAG with the weights of its case.</summary>
    public static (DagCase Case, PathAnalysis Paths) Dag(string id)
    {
        var (dag, spec) = DagTests.Find(id);
        float[] values = [.. DagSpec.Parameters(dag, spec).SelectMany(tensor => tensor).Select(value => (float)value)];
        return (dag, Of(spec.FullName, new(Layout(spec.FullName), values)));
    }

    /// <summary>A tiny CNN with the weights of its case.</summary>
    public static (TinyCnnCase Case, PathAnalysis Paths) TinyCnn(string id)
    {
        var (cnn, spec) = TinyCnnTests.Find(id);
        var store = new ParameterStore(Layout(spec.FullName));
        foreach (var (name, values) in cnn.Parameters)
            Array.ConvertAll(values, value => (float)value).CopyTo(store[name]);
        return (cnn, Of(spec.FullName, store));
    }

    /// <summary>A net of the corpus with deterministic weights.</summary>
    public static PathAnalysis WithDetWeights(string name) =>
        Of(name, new(Layout(name), [.. DetWeights.Of(CorpusSpec.Nets[name]).SelectMany(tensor => tensor)]));

    /// <summary>The position and index of the neuron of a name.</summary>
    public static NeuronPlace Find(Architecture architecture, string neuron)
    {
        for (var layer = 0; layer < architecture.Layers.Count; layer++)
        {
            for (var index = 0; index < architecture.Layers[layer].Size; index++)
            {
                if (architecture.Layers[layer].NameOf(index) == neuron)
                    return new(layer, index);
            }
        }

        throw new ArgumentException($"No neuron is called {neuron}.", nameof(neuron));
    }
}
