using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths.Costs;

/// <summary>
/// θ ⊙ ∇‖Φ(θ)‖₁ by a forward and a backward sweep of the path-norm network (Section 3.5.1). With P(u) the sum over the
/// paths that end at u and G(v) that over those from v to the outputs, the cost of a weight is Σ P(u)·|θ|·G(v) over its
/// edges, the cost of a bias Σ |b|·G(v) over its neurons.
/// </summary>
internal sealed class CostSweep
{
    /// <summary>Operands of one layer that are farther apart than this lose digits when they are brought to one exponent.</summary>
    private const long MostApart = 200;

    private readonly Architecture _architecture;
    private readonly double[] _theta;
    private readonly ScaledArray[] _paths;
    private readonly ScaledArray?[] _gradients;
    private readonly double[] _sums;
    private readonly CostTable _costs;
    private readonly Magnitude _norm;
    private bool _isWide;

    private CostSweep(Architecture architecture, double[] theta)
    {
        (_architecture, _theta) = (architecture, theta);
        _sums = new double[theta.Length];
        _paths = PathSums.Of(architecture, theta, PathStarts.All);
        _gradients = new ScaledArray?[architecture.Layers.Count];
        foreach (var output in architecture.Outputs)
        {
            _norm += _paths[output].Sum();
            Push(output, ScaledArray.Of(Ones(architecture.Layers[output].Size)));
        }

        _costs = new CostTable(architecture.Parameters.Size, _norm);
        _isWide |= Array.Exists(_paths, paths => paths.IsWide);
    }

    /// <param name="architecture">The network.</param>
    /// <param name="theta">Its parameters' absolute values, finite.</param>
    /// <returns>The norm and the costs.</returns>
    public static (Magnitude Norm, CostTable Costs) Run(Architecture architecture, double[] theta)
    {
        var sweep = new CostSweep(architecture, theta);
        for (var i = architecture.Layers.Count - 1; i >= 0; i--)
        {
            if (sweep._isWide)
                return WideCostSweep.Run(architecture, theta);
            if (sweep._gradients[i] is { IsZero: false } gradient && !architecture.Layers[i].IsInput)
                sweep.Visit(architecture.Layers[i], gradient);

            sweep._gradients[i] = null;
        }

        return (sweep._norm, sweep._costs.Settle());
    }

    private void Visit(Layer layer, ScaledArray gradient)
    {
        AddBiases(layer, gradient);

        var operands = layer.Inputs.Select(input => _paths[input]).ToArray();
        var exponent = ScaledArray.Common(operands);
        _isWide |= operands.Length > 1 && Array.Exists(operands, operand => !operand.IsZero && exponent - operand.Exponent > MostApart);
        var (first, last) = LayerMap.Outer(layer, gradient.Values, ScaledArray.At(operands, exponent), _sums);
        for (var i = first; i <= last; i++)
        {
            Add(i, _sums[i], exponent + gradient.Exponent);
            _sums[i] = 0;
        }

        var pushed = layer.Operands.Select(operand => new double[operand.Size]).ToArray();
        LayerMap.ApplyTransposed(layer, _theta, gradient.Values, pushed);
        for (var i = 0; i < pushed.Length; i++)
        {
            Push(layer.Inputs[i], ScaledArray.Of(pushed[i], gradient.Exponent));
        }
    }

    private void AddBiases(Layer layer, ScaledArray gradient)
    {
        for (var neuron = 0; neuron < layer.Size; neuron++)
        {
            var bias = layer.BiasOf(neuron);
            if (bias < 0 || bias == layer.FrozenBiasIndex)
                continue;
            Add(bias, gradient.Values[neuron], gradient.Exponent);
            if (layer is BatchNormLayer)
                _costs.AddSlope(bias, new(gradient.Values[neuron], gradient.Exponent));
        }
    }

    private void Push(int layer, ScaledArray gradient)
    {
        var sum = _gradients[layer] is { } known ? ScaledArray.Add(known, gradient) : gradient;
        _isWide |= sum.IsWide;
        _gradients[layer] = sum;
    }

    /// <summary>Adds |θ| times a sum times a power of two to a cost.</summary>
    private void Add(int index, double sum, long exponent)
    {
        if (sum == 0 || _theta[index] == 0)
            return;

        var product = sum * _theta[index];
        var cost = Math.ScaleB(product, (int)Math.Clamp(exponent - _costs.Exponent, -5000, 5000));
        if (CostTable.IsSafe(product) && CostTable.IsSafe(cost))
            _costs.Add(index, cost);
        else
            _costs.Add(index, new Magnitude(sum, exponent) * new Magnitude(_theta[index]));
    }

    private static double[] Ones(int length)
    {
        var ones = new double[length];
        Array.Fill(ones, 1);
        return ones;
    }
}
