using System;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpecApp.Tests;

public sealed class ClassifierTests
{
    /// <summary>The network against the same arithmetic written out, in double precision.</summary>
    [Fact]
    public void Logits_are_what_the_layers_say()
    {
        var weights = ParameterStore.Random(Classifier.Layout, seed: 2);
        var x = new float[Classifier.XSize];
        for (var i = 0; i < x.Length; i++)
            x[i] = MathF.Sin(i);
        var logits = new float[Classifier.LogitsSize];
        new Classifier(weights).Forward(x, logits);

        var values = Array.ConvertAll(x, value => (double)value);
        foreach (var layer in new[] { "fc1", "fc2", "fc3" })
        {
            values = Linear(weights.ReadOnly[layer + ".weight"], weights.ReadOnly[layer + ".bias"], values);
            if (layer != "fc3")
                values = Array.ConvertAll(values, value => Math.Max(0, value));
        }

        for (var i = 0; i < logits.Length; i++)
            Assert.Equal(values[i], logits[i], 1e-4);
    }

    private static double[] Linear(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, double[] x)
    {
        var y = new double[bias.Length];
        for (var row = 0; row < y.Length; row++)
        {
            y[row] = bias[row];
            for (var column = 0; column < x.Length; column++)
                y[row] += weight[(row * x.Length) + column] * x[column];
        }

        return y;
    }
}
