using System.Collections.Generic;
using System.Text.Json;

namespace NetSpec.Tests.Support.Oracles;

/// <summary>A neuron of a <see cref="DagCase"/>.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Activation"><c>input</c>, <c>relu</c>, <c>id</c> or <c>kpool</c>.</param>
/// <param name="K">The k of a k-max-pool, else 0.</param>
/// <param name="Bias">Its bias; 0 for an input.</param>
public sealed record DagNeuron(string Id, string Activation, int K, double Bias);

/// <summary>An edge of a <see cref="DagCase"/>.</summary>
public sealed record DagEdge(string From, string To, double Weight);

/// <summary>One evaluation of a <see cref="DagCase"/>: an input, the outputs, and the value of every neuron.</summary>
public sealed record DagEvaluation(IReadOnlyList<double> X, IReadOnlyList<double> Outputs, IReadOnlyDictionary<string, double> Neurons);

/// <summary>A tiny DAG with exact expected values (<c>dag_cases.json</c>).</summary>
/// <param name="Neurons">In topological order, which also decides ties.</param>
/// <param name="Json">The whole case, for the fields that are not read here.</param>
public sealed record DagCase(
    string Id,
    IReadOnlyList<DagNeuron> Neurons,
    IReadOnlyList<DagEdge> Edges,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<DagEvaluation> Evaluations,
    JsonElement Json)
{
    public override string ToString() => Id;
}
