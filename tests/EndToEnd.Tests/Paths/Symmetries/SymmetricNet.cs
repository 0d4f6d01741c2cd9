using System.Linq;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

/// <summary>Emitted classes by the name of their net, with parameters that their names decide.</summary>
internal static class SymmetricNet
{
    public static ParameterStore Store(string name) =>
        new(EmittedPaths.Layout(name), [.. DetWeights.Of(CorpusSpec.Nets[name]).SelectMany(tensor => tensor)]);

    /// <summary>The theory of a class whose parameters do not matter.</summary>
    public static PathAnalysis Paths(string name) => EmittedPaths.Of(name, new ParameterStore(EmittedPaths.Layout(name)));

    /// <summary>The outputs of a batch one after another.</summary>
    public static float[] Forward(string name, ParameterStore store, Engines.Samples samples, int batch)
    {
        var emitted = EmittedNets.ByName[name].Create(store);
        using var workspace = emitted.Model.CreateWorkspace();
        var outputs = samples.Room(batch);
        emitted.Forward(samples.Inputs(batch), outputs, batch, workspace, 1);
        return [.. outputs.SelectMany(output => output)];
    }
}
