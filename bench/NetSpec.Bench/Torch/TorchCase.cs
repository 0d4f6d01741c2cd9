using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Bench.Peers;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;

namespace NetSpec.Bench.Torch;

/// <summary>A net of the corpus: its emitted class, and how libtorch computes the same.</summary>
/// <param name="name">Namespace and name of the net.</param>
/// <param name="layout">The parameters of the emitted class.</param>
/// <param name="ours">The emitted forward pass of one sample.</param>
/// <param name="theirs">The outputs of libtorch, in the net's order, of an input and of tensors by their names.</param>
internal sealed class TorchCase(
    string name,
    ParameterLayout layout,
    Action<ParameterStore, float[], float[][]> ours,
    Func<TorchLayers, Libtorch.Tensor, Func<string, Libtorch.Tensor>, IReadOnlyList<Libtorch.Tensor>> theirs)
{
    // Beyond the middle of functions, where they have forgotten what they are at infinity.
    private const float InputScale = 4;

    private readonly Net _net = EmbeddedNets.All.Single(net => net.FullName == name);

    public string Name { get; } = name;

    /// <summary>The names of the outputs.</summary>
    public IReadOnlyList<string> Outputs => [.. _net.Outputs.Select(output => output.Name)];

    /// <summary>The outputs of the emitted class and those of libtorch, on as many threads as it has.</summary>
    public (float[][] Ours, float[][] Theirs) Compute(Libtorch torch)
    {
        var store = new ParameterStore(layout, [.. DetWeights.Of(_net).SelectMany(tensor => tensor)]);
        var shape = Sizes(_net.Inputs[0]);
        float[] x = [.. DetWeights.Input("input", _net.Nodes[_net.Inputs[0]].Shape.Size).Select(value => InputScale * value)];
        float[][] own = [.. _net.Outputs.Select(output => new float[_net.Nodes[output.Node].Shape.Size])];
        ours(store, x, own);

        using var operators = new TorchOperators(torch);
        var results = theirs(new TorchLayers(operators), operators.Tensor(x, shape), Of);
        return (own, [.. _net.Outputs.Select((output, i) => operators.Values(results[i], Sizes(output.Node)))]);

        Libtorch.Tensor Of(string parameter) => operators.Tensor(store[parameter], [.. layout[parameter].Dims.ToArray().Select(dim => (long)dim)]);
    }

    /// <summary>One sample of a node's values.</summary>
    private long[] Sizes(int node) => [1, .. _net.Nodes[node].Shape.Dims.Select(dim => (long)dim)];
}
