using System;
using System.ComponentModel;
using System.Numerics;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor with the affine map that follows it folded in: one factor and one shift a result, before any
/// kernel's order. What code for other devices packs.
/// </summary>
/// <example><code>
/// var folded = FoldedFactor.Of(1, 10, 64, 1, weight, Epilogue.Of(10).Bias(bias)); // a fully connected layer, 64 to 10
/// </code></example>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FoldedFactor
{
    private FoldedFactor(float[] weights, float[] shifts)
    {
        Weights = weights;
        Shifts = shifts;
    }

    /// <summary>a·b·c·d weights in the order (a, b, c, d), multiplied by the scales of their results.</summary>
    public ReadOnlyMemory<float> Weights { get; }

    /// <summary>What is added to each of the a·b·d results.</summary>
    public ReadOnlyMemory<float> Shifts { get; }

    /// <summary>Folds an affine map into a factor.</summary>
    /// <param name="a">Independent blocks.</param>
    /// <param name="b">Rows of a block.</param>
    /// <param name="c">Columns of a block.</param>
    /// <param name="d">Interleaved copies.</param>
    /// <param name="weight">a·b·c·d weights in the order (a, b, c, d).</param>
    /// <param name="epilogue">The affine map, of a·b·d channels.</param>
    /// <exception cref="ArgumentException">The number of weights or channels is another one.</exception>
    public static FoldedFactor Of(int a, int b, int c, int d, ReadOnlySpan<float> weight, Epilogue epilogue) =>
        Fold(TiledPattern.Of(a, b, c, d), weight, epilogue);

    /// <summary>Folds an affine map into the product of some factors, which is computed in double.</summary>
    /// <param name="a">Independent blocks of the product.</param>
    /// <param name="b">Rows of a block.</param>
    /// <param name="c">Columns of a block.</param>
    /// <param name="d">Interleaved copies.</param>
    /// <param name="factors">The factors.</param>
    /// <param name="epilogue">The affine map, of a·b·d channels.</param>
    /// <exception cref="ArgumentException">The product does not have this pattern, or the number of channels is another one.</exception>
    public static FoldedFactor Of(int a, int b, int c, int d, KroneckerFactors factors, Epilogue epilogue)
    {
        ArgumentNullException.ThrowIfNull(factors);
        var size = TiledPattern.Of(a, b, c, d);
        return Fold<double>(size, factors.Product(size), epilogue);
    }

    private static FoldedFactor Fold<T>(in TiledPattern size, ReadOnlySpan<T> weight, Epilogue epilogue)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        epilogue.CheckChannels(size.Outputs);
        if (weight.Length != size.NonZeros)
        {
            throw new ArgumentException($"The factor has {size.NonZeros} weights, not {weight.Length}.", nameof(weight));
        }

        var weights = new float[weight.Length];
        for (var n = 0; n < weights.Length; n++)
        {
            var output = (n / (size.C * size.D) * size.D) + (n % size.D);
            weights[n] = (float)(double.CreateChecked(weight[n]) * epilogue.ScaleFactors[output]);
        }

        var shifts = new float[size.Outputs];
        for (var i = 0; i < shifts.Length; i++)
        {
            shifts[i] = (float)epilogue.Shifts[i];
        }

        return new FoldedFactor(weights, shifts);
    }
}
