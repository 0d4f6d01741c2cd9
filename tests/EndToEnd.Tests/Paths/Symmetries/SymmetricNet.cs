using System;
using System.Linq;
using Corpus.Nets;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Runtime;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

/// <summary>Emitted classes by the name of their net, with parameters that their names decide.</summary>
internal static class SymmetricNet
{
    public static ParameterStore Store(string name) =>
        new(EmittedNets.ByName[name].Layout, [.. DetWeights.Of(CorpusSpec.Nets[name]).SelectMany(tensor => tensor)]);

    public static PathAnalysis Paths(string name) => Paths(name, new ParameterStore(EmittedNets.ByName[name].Layout));

    public static PathAnalysis Paths(string name, ParameterStore store) => Paths(EmittedNets.ByName[name].Create(store).Model);

    /// <summary>The outputs of a batch one after another.</summary>
    public static float[] Forward(string name, ParameterStore store, Engines.Samples samples, int batch)
    {
        var emitted = EmittedNets.ByName[name].Create(store);
        using var workspace = emitted.Model.CreateWorkspace();
        var outputs = samples.Room(batch);
        emitted.Forward(samples.Inputs(batch), outputs, batch, workspace, 1);
        return [.. outputs.SelectMany(output => output)];
    }

    private static PathAnalysis Paths(Model model)
    {
        var property = model.GetType().GetProperty(nameof(ResNet18.Paths)) ?? throw new InvalidOperationException($"{model.GetType()} has no Paths.");
        return (PathAnalysis)property.GetValue(model)!;
    }
}
