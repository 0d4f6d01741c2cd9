using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;
using NetSpec.Runtime.Paths.Gates;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The path-lifting Φ(θ) of a tiny network (Definition 2.3.3), every path written out: for teaching and tests. It belongs
/// to the parameters as they were when it was made.
/// </summary>
/// <remarks>
/// The paths are sorted by output, then length, then the positions of their neurons from the first on. A path starts at an
/// input neuron or at another neuron that has a bias; one from a neuron without a bias would have the coordinate 0 whatever
/// the parameters.
/// </remarks>
/// <example><code>
/// var lifting = net.Paths.Lift();
/// foreach (var path in lifting.Paths)
///     Console.WriteLine($"{path}: {path.Value}"); // x[0]>u>m>y: 0.75
/// Console.WriteLine(lifting.Activations(x));      // 1101
/// </code></example>
public sealed class PathLifting
{
    private readonly Architecture _architecture;
    private readonly double[] _theta;
    private readonly int[] _firstInput;
    private readonly int _width;

    internal PathLifting(Architecture architecture, double[] theta, NeuronPath[] paths)
    {
        _architecture = architecture;
        _theta = theta;
        Paths = paths;
        _width = SampleGroup.Width(architecture);
        _firstInput = new int[architecture.Layers.Count];
        var first = 0;
        foreach (var input in architecture.Inputs)
        {
            _firstInput[input] = first;
            first += architecture.Layers[input].Size;
        }
    }

    /// <summary>All paths, with their coordinates.</summary>
    public IReadOnlyList<NeuronPath> Paths { get; }

    /// <summary>How many paths there are. They print themselves.</summary>
    public override string ToString() => FormattableString.Invariant($"{Paths.Count:n0} {(Paths.Count == 1 ? "path" : "paths")}");

    /// <summary>Which paths an input activates, and what they add up to.</summary>
    /// <param name="x">All inputs one after another.</param>
    /// <exception cref="ArgumentException">It has another length than the inputs, or holds NaN or infinity.</exception>
    public PathActivations Activations(ReadOnlySpan<float> x)
    {
        var input = x.ToArray();
        var at = new Evaluation(_architecture, _theta, input);
        var coefficients = new ScaledNumber[at.Outputs.Count][];
        for (var output = 0; output < coefficients.Length; output++)
        {
            coefficients[output] = new ScaledNumber[_width + 1];
        }

        var active = new bool[Paths.Count];
        for (var p = 0; p < active.Length; p++)
        {
            active[p] = IsActive(Paths[p], at);
            if (active[p])
                coefficients[Paths[p].Output][Column(Paths[p])] += Paths[p].Coordinate;
        }

        var rows = Array.ConvertAll(coefficients, row => Array.ConvertAll(row, coefficient => coefficient.Value));
        return new(active, rows, Array.ConvertAll(coefficients, row => Product(row, input)));
    }

    private int Column(NeuronPath path) => path.StartsAtInput ? _firstInput[path.Neurons[0].Layer] + path.Neurons[0].Index : _width;

    private static bool IsActive(NeuronPath path, Evaluation at)
    {
        var active = at.IsActive(path.Neurons[0].Layer, path.Neurons[0].Index);
        for (var step = 0; step < path.Length && active; step++)
        {
            var target = path.Neurons[step + 1];
            active = at.IsActive(target.Layer, target.Index, path.Edges[step]);
        }

        return active;
    }

    private static double Product(ScaledNumber[] coefficients, float[] x)
    {
        var sum = default(ScaledNumber);
        for (var i = 0; i < x.Length; i++)
        {
            sum += new ScaledNumber(x[i]) * coefficients[i];
        }

        return (sum + coefficients[^1]).Value;
    }
}
