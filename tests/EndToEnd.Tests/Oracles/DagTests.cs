using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Oracles;

public sealed class DagTests
{
    public static TheoryData<string> Ids() => DagSpecTests.Ids();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Interpreter_computes_every_neuron_exactly(string id)
    {
        var (dag, net) = Find(id);
        var parameters = DagSpec.Parameters(dag, net);
        var neurons = net.Nodes.Select(node => node.Op).OfType<Neurons>().Single();
        string[] names = [.. neurons.InputNames, .. neurons.Items.Select(neuron => neuron.Name)];
        foreach (var evaluation in dag.Evaluations)
        {
            var values = NeuronDags.Values(neurons, [.. evaluation.X], parameters);
            Assert.Equal(names.Select(name => (name, evaluation.Neurons[name])), names.Zip(values));
            Assert.Equal(evaluation.Outputs, Interpreter.Forward(net, parameters, [.. evaluation.X])[0]);
        }
    }

    internal static (DagCase Case, Net Net) Find(string id)
    {
        var dag = OracleFiles.Dags.Single(dag => dag.Id == id);
        return (dag, CorpusSpec.Nets["Corpus.Dags." + DagSpec.NetName(dag)]);
    }
}
