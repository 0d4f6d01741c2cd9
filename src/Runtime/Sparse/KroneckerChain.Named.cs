using System;
using System.Globalization;

namespace NetSpec.Runtime.Sparse;

/// <content>Chains that have names, as in a spec (Table 5.1 of the thesis).</content>
public sealed partial class KroneckerChain
{
    /// <summary>One factor without zeros: <c>dense(outputs)</c>.</summary>
    public static KroneckerChain Dense(int outputs, int inputs) => new(new KroneckerPattern(1, outputs, inputs, 1));

    /// <summary>Two dense factors with <paramref name="rank"/> features between them: <c>lowrank(outputs, rank)</c>.</summary>
    public static KroneckerChain LowRank(int outputs, int inputs, int rank) =>
        new(new KroneckerPattern(1, rank, inputs, 1), new KroneckerPattern(1, outputs, rank, 1));

    /// <summary>The square butterfly of size = 2^L·block: the factors (2^(l−1), 2·block, 2·block, 2^(L−l)), l = L applied first.</summary>
    /// <exception cref="ArgumentException">The size is no such number with L of at least 1.</exception>
    public static KroneckerChain Butterfly(int size, int block = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        if (size < 2 * block || size % block != 0 || !int.IsPow2(size / block))
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A butterfly has 2^L * {block} features with L of 1 or more, not {size}."), nameof(size));

        var factors = new KroneckerPattern[int.Log2(size / block)];
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = new KroneckerPattern(1 << (factors.Length - 1 - i), 2 * block, 2 * block, 1 << i);
        }

        return new KroneckerChain(factors);
    }

    /// <summary>(1, M/p, min(M, N)/p, p)·(p, min(M, N)/p, N/p, 1) for M outputs and N inputs: <c>monarch(outputs, p)</c>.</summary>
    /// <exception cref="ArgumentException">p does not divide both widths.</exception>
    public static KroneckerChain Monarch(int outputs, int inputs, int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        if (outputs % blocks != 0 || inputs % blocks != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The blocks of a monarch divide both widths; {blocks} does not divide {(outputs % blocks != 0 ? outputs : inputs)}."), nameof(blocks));

        var inner = Math.Min(outputs, inputs) / blocks;
        return new KroneckerChain(new KroneckerPattern(blocks, inner, inputs / blocks, 1), new KroneckerPattern(1, outputs / blocks, inner, blocks));
    }
}
