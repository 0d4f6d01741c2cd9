using System;
using System.Linq;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Graphs;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

public sealed class ConservedQuantitiesTests
{
    public static TheoryData<string> Names() =>
    [
        .. OracleFiles.Dags.Select(dag => DagTests.Find(dag.Id).Net.FullName),
        "Corpus.Nets.T5ConvBiasThenBn", "Corpus.Nets.T6GroupedDepthwiseDilated", "Corpus.Nets.T4MiniUnet", "Corpus.Features.Shared",
    ];

    /// <summary>
    /// A group's rescaling multiplies each parameter by λ to the power s, s = 1, 0 or -1. Its quantity is Σ s θ², and as the
    /// loss does not change along it, Σ s θ ∂L/∂θ = 0: a step of gradient descent changes the quantity by η² Σ s (∂L/∂θ)².
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_flow_keeps_them(string name)
    {
        var paths = EmittedPaths.Of(name, SymmetricNet.Store(name));
        var theta = EffectiveParameters.Of(paths.Architecture, paths.Parameters);
        var gradient = Gradient(paths.Architecture, theta);
        var stepped = theta.Zip(gradient, (value, slope) => value - (1e-3 * slope)).ToArray();
        var quantities = paths.ConservedQuantities();
        Assert.Equal(paths.RescalingGroups.Count, quantities.Count);
        Assert.Contains(gradient, slope => Math.Abs(slope) > 1e-3);
        foreach (var group in paths.RescalingGroups)
        {
            var doubled = EffectiveParameters.Of(paths.Architecture, paths.Rescale(group, 2));
            var signs = doubled.Zip(theta, (after, before) => before == 0 ? 0 : Math.Log2(after / before)).ToArray();
            Assert.All(signs, sign => Assert.True(sign is -1 or 0 or 1));
            Assert.Equal(Sum(i => signs[i] * theta[i] * theta[i]), quantities[group.Index].Value, 1e-13 * Sum(i => theta[i] * theta[i]));

            Assert.Same(group, quantities[group.Index].Group);

            var change = Sum(i => signs[i] * ((stepped[i] * stepped[i]) - (theta[i] * theta[i])));
            Assert.Equal(1e-6 * Sum(i => signs[i] * gradient[i] * gradient[i]), change, 1e-11);
        }

        double Sum(Func<int, double> term) => Enumerable.Range(0, theta.Length).Sum(term);
    }

    /// <summary>Of half the squared distance of the outputs from 1, by central differences.</summary>
    private static double[] Gradient(Architecture architecture, double[] theta)
    {
        var x = DetWeights.Input("gradient", architecture.Inputs.Sum(input => architecture.Layers[input].Size)).Select(value => (double)value).ToArray();
        var point = theta.ToArray();
        var gradient = new double[theta.Length];
        for (var i = 0; i < theta.Length; i++)
        {
            point[i] = theta[i] + 1e-4;
            var above = Loss();
            point[i] = theta[i] - 1e-4;
            gradient[i] = (above - Loss()) / 2e-4;
            point[i] = theta[i];
        }

        return gradient;

        double Loss() => NeuronSweeps.Forward(architecture, point, x).Sum(y => (y - 1) * (y - 1)) / 2;
    }
}
