using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The path-activations A(θ, x) at one input (Definition 2.3.3): a path is active where its first neuron and all its edges
/// are.
/// </summary>
public sealed class PathActivations
{
    private readonly bool[] _active;

    internal PathActivations(bool[] active, double[][] coefficients, IReadOnlyList<double> outputs)
    {
        _active = active;
        (Coefficients, Outputs) = (coefficients, outputs);
    }

    /// <summary>Of each path of the lifting, in its order, whether it is active.</summary>
    public IReadOnlyList<bool> Active => _active;

    /// <summary>The number of active paths.</summary>
    public int Count => _active.Count(active => active);

    /// <summary>
    /// For each output the vector A(θ, x)ᵀΦ^{→v}(θ): a coefficient for each input neuron, the slope of the output around x,
    /// and at the end the intercept, the sum over active paths that start at no input. Infinite or 0 where beyond the range of a double.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> Coefficients { get; }

    /// <summary>
    /// The outputs as the lifting gives them, ⟨Φ^{→v}(θ), A(θ, x)(x, 1)⟩: the values of the forward pass (Theorem 2.4.2), to
    /// rounding.
    /// </summary>
    public IReadOnlyList<double> Outputs { get; }

    /// <summary>One digit a path: <c>1110110110</c>.</summary>
    public override string ToString() => string.Create(_active.Length, _active, static (text, active) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = active[i] ? '1' : '0';
        }
    });
}
