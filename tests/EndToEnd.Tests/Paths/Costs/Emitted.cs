using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;

namespace NetSpec.EndToEnd.Tests.Paths.Costs;

/// <summary>The paths of emitted classes, with the parameters of the oracles.</summary>
internal static class Emitted
{
    public static PathAnalysis Paths(string net, ParameterStore store)
    {
        var model = EmittedNets.ByName[net].Create(store).Model;
        return (PathAnalysis)model.GetType().GetProperty("Paths")!.GetValue(model)!;
    }

    public static (DagCase Case, PathAnalysis Paths) Dag(string id)
    {
        var (dag, spec) = DagTests.Find(id);
        return (dag, Paths(spec.FullName, Store(spec, DagSpec.Parameters(dag, spec))));
    }

    public static (TinyCnnCase Case, PathAnalysis Paths) TinyCnn(string id)
    {
        var (cnn, spec) = TinyCnnTests.Find(id);
        return (cnn, Paths(spec.FullName, Store(spec, [.. spec.Parameters.Select(parameter => cnn.Parameters[parameter.Name])])));
    }

    public static PathAnalysis Network(string name)
    {
        var spec = CorpusSpec.Nets["Corpus.Nets." + name];
        return Paths(spec.FullName, new ParameterStore(EmittedNets.ByName[spec.FullName].Layout, [.. DetWeights.Of(spec).SelectMany(tensor => tensor)]));
    }

    /// <summary>The place in the store of a parameter as the oracles write it: <c>u>v</c> or <c>b:v</c>.</summary>
    public static int Index(DagCase dag, ParameterLayout layout, string name)
    {
        if (name.StartsWith("b:", System.StringComparison.Ordinal))
            return layout[name[2..] + ".bias"].Offset;

        var ends = name.Split('>');
        var order = dag.Neurons.Select((neuron, position) => (neuron.Id, position)).ToDictionary(neuron => neuron.Id, neuron => neuron.position);
        var antecedents = dag.Edges.Where(edge => edge.To == ends[1]).Select(edge => edge.From).OrderBy(from => order[from]).ToList();
        return layout[ends[1] + ".weight"].Offset + antecedents.IndexOf(ends[0]);
    }

    private static ParameterStore Store(Net spec, double[][] tensors) =>
        new(EmittedNets.ByName[spec.FullName].Layout, [.. tensors.SelectMany(tensor => tensor.Select(value => (float)value))]);
}
