using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>
/// ‖Φ^{→v}(θ)‖₁ − ‖Φ^{→v}(θ')‖₁ for |θ'| ≤ |θ|, without the cancellation of subtracting two norms: the pass carries, for
/// every neuron, the sum s' over the paths of θ' and the difference d, with
/// d_v = Σ |w|·d_u + (|w| − |w'|)·s'_u, plus |b| − |b'|. No term is negative. Numbers of one layer have one exponent; where
/// that could lose digits, <see cref="WideDifferenceSweep"/> takes over.
/// </summary>
internal sealed class DifferenceSweep
{
    /// <summary>Operands of one layer that are farther apart than this lose digits when they are brought to one exponent.</summary>
    private const long MostApart = 200;

    private readonly Architecture _architecture;
    private readonly double[] _larger, _smaller, _gaps;
    private readonly PathStarts _starts;
    private readonly ScaledArray?[] _sums, _differences;
    private bool _isWide;

    private DifferenceSweep(Architecture architecture, double[] larger, double[] smaller, double[] gaps, PathStarts starts)
    {
        (_architecture, _larger, _smaller, _gaps, _starts) = (architecture, larger, smaller, gaps, starts);
        (_sums, _differences) = (new ScaledArray?[architecture.Layers.Count], new ScaledArray?[architecture.Layers.Count]);
    }

    /// <param name="architecture">The network.</param>
    /// <param name="larger">|θ|.</param>
    /// <param name="smaller">|θ'|, nowhere larger.</param>
    /// <param name="gaps">|θ| − |θ'|.</param>
    /// <param name="starts">Which paths.</param>
    /// <returns>A difference for each neuron of each output.</returns>
    public static Magnitude[] Run(Architecture architecture, double[] larger, double[] smaller, double[] gaps, PathStarts starts)
    {
        var sweep = new DifferenceSweep(architecture, larger, smaller, gaps, starts);
        var lastReaders = LastReaders(architecture);
        for (var i = 0; i < lastReaders.Length; i++)
        {
            sweep.Visit(i);
            if (sweep._isWide)
                return WideDifferenceSweep.Run(architecture, larger, smaller, gaps, starts);

            foreach (var input in architecture.Layers[i].Inputs)
            {
                if (lastReaders[input] == i)
                    (sweep._sums[input], sweep._differences[input]) = (null, null);
            }
        }

        return [.. architecture.Outputs.SelectMany(
            output => Enumerable.Range(0, architecture.Layers[output].Size).Select(neuron => sweep._differences[output]![neuron]))];
    }

    private void Visit(int index)
    {
        var layer = _architecture.Layers[index];
        if (layer.IsInput)
        {
            _sums[index] = PathSums.Input(layer, _starts);
            _differences[index] = ScaledArray.Of(new double[layer.Size]);
            return;
        }

        var sums = Operands(layer, _sums);
        var differences = Operands(layer, _differences);
        var sum = PathSums.Apply(layer, _smaller, frozen: 1, sums);
        var difference = ScaledArray.Add(
            PathSums.Apply(layer, _larger, frozen: 1, differences),
            PathSums.Apply(layer, _gaps, frozen: 0, sums));
        if (_starts != PathStarts.Inputs && PathSums.Biases(layer, _smaller) is { } biases)
        {
            sum = ScaledArray.Add(sum, biases);
            difference = ScaledArray.Add(difference, PathSums.Biases(layer, _gaps)!);
        }

        _isWide |= sum.IsWide || difference.IsWide;
        (_sums[index], _differences[index]) = (sum, difference);
    }

    private ScaledArray[] Operands(Layer layer, ScaledArray?[] values)
    {
        ScaledArray[] operands = [.. layer.Inputs.Select(input => values[input]!)];
        var exponent = ScaledArray.Common(operands);
        _isWide |= operands.Any(operand => !operand.IsZero && exponent - operand.Exponent > MostApart);
        return operands;
    }

    /// <summary>The last layer that reads each; none for those that are results.</summary>
    private static int[] LastReaders(Architecture architecture)
    {
        var readers = new int[architecture.Layers.Count];
        for (var i = 0; i < readers.Length; i++)
        {
            foreach (var input in architecture.Layers[i].Inputs)
            {
                readers[input] = i;
            }
        }

        foreach (var output in architecture.Outputs)
        {
            readers[output] = -1;
        }

        return readers;
    }
}
