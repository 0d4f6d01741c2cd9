using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>
/// Parameters with each rescaling group multiplied by a factor of its own: a weight from group g to group h by λ_h / λ_g, a
/// bias of h by λ_h. A batch-norm's γ is a weight and its β a bias; its running mean is multiplied by the factor of the
/// channel it was measured on, so that c = β − γμ/√(s+ε) is multiplied by λ_h as well. Powers of two round nothing.
/// </summary>
internal static class Rescaler
{
    /// <summary>The parameters of a store. A value that leaves the range of floats is an error, and so is one that is not finite.</summary>
    public static ParameterStore Store(Architecture architecture, RescalingGroups groups, ParameterStore store, Magnitude[] factors)
    {
        AbsoluteParameters.CheckFinite(store);
        var result = store.Clone();
        var visitor = new Singles(architecture, groups, factors, result);
        FreeParameters.Visit(architecture, ref visitor);
        foreach (var layer in architecture.Layers)
        {
            if (layer is not BatchNormLayer norm)
                continue;

            // Layers that share a batch-norm read channels of one group, so that any of them gives the factor.
            var operands = groups.OfLayer(norm.Inputs[0]);
            for (var channel = 0; channel < operands.Length; channel++)
            {
                var mean = norm.Mean + channel;
                visitor.Multiply(mean, store.ReadOnly.Values[mean], Factor(factors, operands[channel]));
            }
        }

        return result;
    }

    /// <summary>The parameters θ of <see cref="EffectiveParameters"/>, in place.</summary>
    public static void Effective(Architecture architecture, RescalingGroups groups, double[] theta, Magnitude[] factors)
    {
        var visitor = new Doubles(architecture, groups, factors, theta);
        FreeParameters.Visit(architecture, ref visitor);

        // A batch-norm that is all running statistics has its c where its mean is, which is multiplied in the store.
        var seen = new HashSet<int>();
        for (var i = 0; i < architecture.Layers.Count; i++)
        {
            if (architecture.Layers[i] is not BatchNormLayer { IsAffine: false } norm || !seen.Add(norm.Mean))
                continue;

            for (var channel = 0; channel < norm.Shape.Channels; channel++)
            {
                visitor.Multiply(norm.Beta + channel, Factor(factors, groups.OfLayer(i)[channel]));
            }
        }
    }

    private static Magnitude Factor(Magnitude[] factors, int group) => group < 0 ? Magnitude.One : factors[group];

    /// <summary>The product of a value and a factor.</summary>
    private static double Product(double value, Magnitude factor) => Math.CopySign((new Magnitude(Math.Abs(value)) * factor).Value, value);

    private static string Message(Architecture architecture, int element, double value, Magnitude factor, string numbers)
    {
        var parameter = ParameterPlace.Of(architecture.Parameters, element);
        var name = ParameterPlace.Describe(parameter, element - parameter.Offset);
        return FormattableString.Invariant($"A factor of {factor} takes {name} = {value:g5} out of the range of {numbers}.");
    }

    private struct Doubles(Architecture architecture, RescalingGroups groups, Magnitude[] factors, double[] theta) : IFreeParameterVisitor
    {
        public readonly void Weight(int parameter, int layer, int channel, int sourceLayer, int source) =>
            Multiply(parameter, Factor(factors, groups.OfLayer(layer)[channel]) / Factor(factors, groups.OfLayer(sourceLayer)[source]));

        public readonly void Bias(int parameter, int layer, int channel) => Multiply(parameter, Factor(factors, groups.OfLayer(layer)[channel]));

        public readonly void Multiply(int parameter, Magnitude factor)
        {
            var product = Product(theta[parameter], factor);
            if (!double.IsFinite(product) || (product == 0) != (theta[parameter] == 0))
                throw new InvalidOperationException(Message(architecture, parameter, theta[parameter], factor, "doubles"));
            theta[parameter] = product;
        }
    }

    private struct Singles(Architecture architecture, RescalingGroups groups, Magnitude[] factors, ParameterStore store) : IFreeParameterVisitor
    {
        public readonly void Weight(int parameter, int layer, int channel, int sourceLayer, int source) => Multiply(
            parameter,
            store.Values[parameter],
            Factor(factors, groups.OfLayer(layer)[channel]) / Factor(factors, groups.OfLayer(sourceLayer)[source]));

        public readonly void Bias(int parameter, int layer, int channel) =>
            Multiply(parameter, store.Values[parameter], Factor(factors, groups.OfLayer(layer)[channel]));

        public readonly void Multiply(int parameter, float value, Magnitude factor)
        {
            var product = (float)Product(value, factor);
            if (!float.IsFinite(product) || (product == 0) != (value == 0))
                throw new ArgumentException(Message(architecture, parameter, value, factor, "floats"));
            store.Values[parameter] = product;
        }
    }
}
