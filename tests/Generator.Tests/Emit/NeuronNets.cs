using System;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Blocks of neurons of any size.</summary>
internal static class NeuronNets
{
    /// <summary>Neuron i has the four values before it as antecedents, and now and then an input; the kinds take turns.</summary>
    public static Net Deep(int count)
    {
        const int Inputs = 5;
        var random = new Random(count);
        var items = Enumerable.Range(0, count).Select(i =>
        {
            var sources = Enumerable.Range(Math.Max(0, Inputs + i - 4), 4).Concat(i % 3 == 0 ? [i % 1] : []).Distinct();
            var edges = sources.Select(source => new Edge(source, random.Next(4) == 0 ? 0.5 : null)).ToEquatableArray();
            return new Neuron("n" + i.ToString(CultureInfo.InvariantCulture), (Activation)(i % 3), i % 3 == 2 ? 1 + (i % 2) : 0, edges, i % 2 == 0);
        });
        var net = new GraphBuilder("Deep").In("Nets");
        var x = net.Input("x", Inputs);
        var names = Enumerable.Range(0, Inputs).Select(i => "x" + i.ToString(CultureInfo.InvariantCulture));
        return net.Output("y", net.Add("neurons", new Neurons(names.ToEquatableArray(), items.ToEquatableArray(), EquatableArray.Of(count - 1, count / 2)), x)).Build();
    }

    /// <summary>One hidden neuron and one pool that all inputs feed.</summary>
    public static Net Wide(int inputs)
    {
        var edges = Enumerable.Range(0, inputs).Select(i => new Edge(i, null)).ToEquatableArray();
        Neuron[] items =
        [
            new("sum", Activation.Relu, 0, edges, true),
            new("most", Activation.KMaxPool, 1, edges, true),
            new("third", Activation.KMaxPool, 3, edges, false),
        ];
        var net = new GraphBuilder("Wide").In("Nets");
        var x = net.Input("x", inputs);
        var names = Enumerable.Range(0, inputs).Select(i => "x" + i.ToString(CultureInfo.InvariantCulture));
        return net.Output("y", net.Add("neurons", new Neurons(names.ToEquatableArray(), items.ToEquatableArray(), EquatableArray.Of(0, 1, 2)), x)).Build();
    }
}
