using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Gates;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The network at one input, in double precision: the value of every neuron v(θ, x) (Definition 2.2.2) and which neurons
/// and edges are active (Definition 2.3.3).
/// </summary>
/// <remarks>
/// A value beyond the range of a double is given as infinite, or as 0; what follows from it, other values and what is active, follows
/// from the value itself.
/// </remarks>
/// <example><code>
/// var at = net.Paths.Evaluate(image);
/// Console.WriteLine($"{at.Outputs[0]}, {at.ActiveNeurons} of {at.Neurons} neurons active");
/// </code></example>
public sealed class Evaluation
{
    private readonly Architecture _architecture;
    private readonly double[][] _values;
    private readonly bool[]?[] _open;
    private readonly long[]?[] _winners;

    internal Evaluation(Architecture architecture, double[] theta, float[] x)
    {
        _architecture = architecture;
        var inputs = SampleGroup.Single(architecture, x);
        var sweep = new PointSweep(architecture, theta, inputs);
        (_values, _open, _winners) = (sweep.Values, sweep.Open, sweep.Winners);
        if (sweep.IsWide)
        {
            var wide = new WidePointSweep(architecture, theta, inputs);
            var values = Array.ConvertAll(wide.Values, layer => Array.ConvertAll(layer, value => value.Value));
            (_values, _open, _winners) = (values, wide.Open, wide.Winners);
        }

        Outputs = [.. architecture.Outputs.SelectMany(layer => _values[layer])];
    }

    /// <summary>R_θ(x): the values of all outputs, one after another.</summary>
    public IReadOnlyList<double> Outputs { get; }

    /// <summary>The number of neurons, those of the inputs included.</summary>
    public int Neurons => _values.Sum(values => values.Length);

    /// <summary>The number of active neurons: all but ReLU neurons whose value is 0.</summary>
    public int ActiveNeurons => Neurons - _open.Sum(open => open?.Count(isOpen => !isOpen) ?? 0);

    /// <summary>The values of a layer's neurons.</summary>
    /// <param name="layer">A position in <see cref="Architecture.Layers"/>.</param>
    public IReadOnlyList<double> Values(int layer) => _values[Checked(layer)];

    /// <summary>Whether a neuron is active: a ReLU neuron where its value is positive, every other neuron always.</summary>
    /// <param name="layer">A position in <see cref="Architecture.Layers"/>.</param>
    /// <param name="neuron">An index in the layer.</param>
    public bool IsActive(int layer, int neuron) => _open[Checked(layer)] is not { } open || open[neuron];

    /// <summary>
    /// Whether an edge is active: into a ReLU neuron where the neuron is, into a k-max-pool neuron v where it is the first
    /// whose b_v + θu equals the k-th largest of them, into an identity neuron always.
    /// </summary>
    /// <param name="layer">A position in <see cref="Architecture.Layers"/>.</param>
    /// <param name="neuron">The neuron that it enters, an index in the layer.</param>
    /// <param name="edge">Its position among the edges that enter the neuron.</param>
    public bool IsActive(int layer, int neuron, int edge) =>
        _winners[Checked(layer)] is { } winners && winners[neuron] >= 0 ? winners[neuron] == edge : IsActive(layer, neuron);

    /// <summary>The outputs, the first few of many, and how much is active: <c>0.7, -1.25; 12 of 15 neurons active</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", Outputs.Take(8).Select(output => FormattableString.Invariant($"{output:g5}")))}{(Outputs.Count > 8 ? ", …" : "")}; "
        + $"{ActiveNeurons:n0} of {Neurons:n0} neurons active");

    private int Checked(int layer) => (uint)layer < (uint)_values.Length
        ? layer
        : throw new ArgumentOutOfRangeException(nameof(layer), layer, $"The network has {_architecture.Layers.Count} layers.");
}
