using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Sparse.Factors;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// Kronecker-sparse factors one after another, in the order in which data flows, as in a spec: the first is applied first.
/// Papers write the product W = K₁…K_L the other way round. The widths of neighbours meet.
/// </summary>
/// <example><code>
/// var chain = new KroneckerChain(new(6, 64, 64, 1), new(1, 768, 192, 2));
/// chain.Inputs       // 384
/// chain.Outputs      // 1536
/// chain.NonZeros     // 319,488 in place of 589,824
/// chain.IsChainable  // true
/// </code></example>
public sealed partial class KroneckerChain : IReadOnlyList<KroneckerPattern>, IEquatable<KroneckerChain>
{
    private readonly KroneckerPattern[] _factors;

    /// <param name="factors">The patterns, first applied first.</param>
    /// <exception cref="ArgumentException">There is no factor, or the widths of two neighbours do not meet; the message says what would be right.</exception>
    public KroneckerChain(params KroneckerPattern[] factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        if (factors.Length == 0)
            throw new ArgumentException("A chain has at least one factor.", nameof(factors));
        for (var i = 0; i < factors.Length; i++)
        {
            if (factors[i].A == 0)
                throw new ArgumentException($"Factor {Text(i + 1)} is default({nameof(KroneckerPattern)}), which is no pattern.", nameof(factors));
            if (i > 0 && factors[i - 1].Rows != factors[i].Columns)
                throw new ArgumentException(Misfit(factors[i - 1], factors[i]), nameof(factors));
        }

        _factors = [.. factors];
        NonZeros = factors.Sum(factor => (long)factor.NonZeros);
        Obstacle = PatternProduct.Obstacle(_factors);
        TransposeObstacle = PatternProduct.Obstacle(TransposedFactors());
    }

    /// <summary>The number of factors.</summary>
    public int Count => _factors.Length;

    /// <summary>Features of the input, the columns of the product.</summary>
    public int Inputs => _factors[0].Columns;

    /// <summary>Features of the result, the rows of the product.</summary>
    public int Outputs => _factors[^1].Rows;

    /// <summary>The weights of all factors, and the multiplications a sample takes.</summary>
    public long NonZeros { get; }

    /// <summary>Weights relative to a dense layer of the same size; above 1 the chain costs more than it saves.</summary>
    public double Density => NonZeros / ((double)Inputs * Outputs);

    /// <summary>
    /// Whether every pair of neighbours is chainable: then the product is Kronecker-sparse again and factorisation has guarantees
    /// (docs/language.md, Sparse chains).
    /// </summary>
    public bool IsChainable => Obstacle is null;

    /// <summary>Whether the chain of the transposed factors is chainable, which is as good.</summary>
    public bool IsTransposeChainable => TransposeObstacle is null;

    /// <summary>The pattern of the product of the factors; null for a chain that is not chainable and whose transpose is not.</summary>
    public KroneckerPattern? Product =>
        IsChainable ? PatternProduct.Product(_factors[^1], _factors[0])
        : IsTransposeChainable ? PatternProduct.Product(_factors[0].Transposed, _factors[^1].Transposed).Transposed
        : null;

    /// <summary>Whether every entry of the product may be other than zero; false also for a chain without a <see cref="Product"/>.</summary>
    public bool IsDense => Product is { A: 1, D: 1 };

    /// <summary>The chain of the transposed matrix: the factors transposed, in reverse.</summary>
    public KroneckerChain Transposed => new(TransposedFactors());

    /// <summary>Why the chain is not chainable; null if it is.</summary>
    internal string? Obstacle { get; }

    /// <summary>Why its transpose is not chainable; null if it is.</summary>
    internal string? TransposeObstacle { get; }

    /// <summary>The pattern of a factor; 0 is applied first.</summary>
    public KroneckerPattern this[int index] =>
        (uint)index < (uint)_factors.Length
            ? _factors[index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Text(_factors.Length)} factors.");

    /// <summary>Reads <c>ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)</c>.</summary>
    /// <exception cref="FormatException">A part of the text is not a pattern.</exception>
    /// <exception cref="ArgumentException">The widths of two neighbours do not meet.</exception>
    public static KroneckerChain Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new KroneckerChain([.. text.Split("->").Select(KroneckerPattern.Parse)]);
    }

    /// <summary>The matrix that given factors multiply to, computed in double.</summary>
    /// <param name="weights">The weights of each factor in the order (a, b, c, d), first applied first.</param>
    /// <returns><see cref="Outputs"/> rows of <see cref="Inputs"/> numbers.</returns>
    /// <exception cref="ArgumentException">The factors are not as many, or not as long, as the chain needs.</exception>
    public double[] ToDense(IReadOnlyList<float[]> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count != Count)
            throw new ArgumentException($"There are weights of {Text(weights.Count)} factors; the chain has {Text(Count)}.", nameof(weights));
        for (var i = 0; i < Count; i++)
        {
            if (weights[i].Length != _factors[i].NonZeros)
                throw new ArgumentException(
                    $"Factor {Text(i + 1)}, {_factors[i]}, has {Text(_factors[i].NonZeros)} weights, not {Text(weights[i].Length)}.", nameof(weights));
        }

        return FactorProduct.Dense(_factors, [.. weights.Select(factor => Array.ConvertAll(factor, weight => (double)weight))]);
    }

    /// <inheritdoc/>
    public bool Equals(KroneckerChain? other) => other is not null && _factors.AsSpan().SequenceEqual(other._factors);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KroneckerChain);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var factor in _factors)
        {
            hash.Add(factor);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KroneckerPattern> GetEnumerator() => ((IEnumerable<KroneckerPattern>)_factors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _factors.GetEnumerator();

    /// <summary>As a spec has it: <c>ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)</c>.</summary>
    public override string ToString() => string.Join(" -> ", _factors);

    private KroneckerPattern[] TransposedFactors() => [.. _factors.Select(factor => factor.Transposed).Reverse()];

    private static string Misfit(KroneckerPattern before, KroneckerPattern after)
    {
        var width = before.Rows;
        var (step, name) = width % ((long)after.A * after.D) == 0 ? ((long)after.A * after.D, "c")
            : width % ((long)after.C * after.D) == 0 ? ((long)after.C * after.D, "a")
            : (0L, "");
        var fix = step == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; for {width} in, {name} could be {width / step}");
        return $"{before} gives {Text(width)} features, but {after}, which follows it, takes {Text(after.Columns)}{fix}.";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
