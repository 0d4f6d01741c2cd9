using System;
using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>
/// How a sweep combines the paths that end at a neuron. A struct, so that every loop is compiled for it. Values are
/// non-negative and 0 is neutral.
/// </summary>
internal interface IPathArithmetic
{
    /// <summary>Takes in more paths.</summary>
    double Add(double sum, double term);

    /// <summary>Takes in the paths of an antecedent, continued over an edge.</summary>
    double MultiplyAdd(double sum, double weight, double value);

    /// <inheritdoc cref="MultiplyAdd(double, double, double)"/>
    Vector256<double> MultiplyAdd(Vector256<double> sum, Vector256<double> weight, Vector256<double> value);

    /// <summary>Takes in more paths, in numbers that each have an exponent of their own.</summary>
    Magnitude Add(Magnitude sum, Magnitude term);

    /// <summary>Brings the values of a channel back into the range in which a layer may combine them.</summary>
    /// <param name="channel">The values.</param>
    /// <param name="hasDeepTerms">Whether terms of theirs may be too small for a double beside the others: then a zero may be none.</param>
    /// <param name="isWide">Whether one exponent does not do for all of them.</param>
    /// <returns>The power of two taken out of them; <see cref="LayerValues.Nothing"/> if all are zero and stay so.</returns>
    long Settle(Span<double> channel, bool hasDeepTerms, out bool isWide);
}
