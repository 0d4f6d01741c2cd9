using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>A DAG neuron by neuron (Definition 2.2.2).</summary>
public static class NeuronDags
{
    internal static Value Outputs(Neurons op, double[] x, double[][] parameters)
    {
        var values = Values(op, x, parameters);
        return new Value(Shape.Vector(op.Outputs.Count), [.. op.Outputs.Select(i => values[op.InputNames.Count + i])]);
    }

    /// <summary>The values of the inputs and then of all neurons, in the order of the block.</summary>
    /// <param name="op">The block.</param>
    /// <param name="x">One number an input neuron.</param>
    /// <param name="parameters">The block's tensors: a neuron's free weights, then its bias.</param>
    public static double[] Values(Neurons op, double[] x, double[][] parameters)
    {
        var values = new double[x.Length + op.Items.Count];
        x.CopyTo(values, 0);
        var next = 0;
        for (var n = 0; n < op.Items.Count; n++)
        {
            var neuron = op.Items[n];
            var free = neuron.Antecedents.Any(edge => edge.Constant is null) ? parameters[next++] : [];
            var bias = neuron.HasBias ? parameters[next++][0] : 0;
            var used = 0;
            var products = neuron.Antecedents.Select(edge => (edge.Constant ?? free[used++]) * values[edge.Source]).ToArray();
            values[x.Length + n] = Activate(neuron, products, bias);
        }

        return values;
    }

    /// <summary>Products are added from left to right and the bias last; other orders round differently.</summary>
    private static double Activate(Neuron neuron, double[] products, double bias)
    {
        if (neuron.Activation == Activation.KMaxPool)
            return Sorts.Descending(products.Select(product => product + bias)).ElementAt(neuron.K - 1);

        var sum = products.Skip(1).Aggregate(products.FirstOrDefault(), (total, product) => total + product) + bias;
        return neuron.Activation == Activation.Relu && sum < 0 ? 0 : sum;
    }
}
