using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>Kronecker-sparse factors applied one after another (thesis, Chapter 5).</summary>
/// <param name="Factors">The patterns in the order in which data flows, at least one; widths meet.</param>
internal sealed record FactorChain(EquatableArray<KsPattern> Factors)
{
    /// <summary>Features in: N, the columns of the product.</summary>
    public long Inputs => Factors[0].Columns;

    /// <summary>Features out: M, the rows of the product.</summary>
    public long Outputs => Factors[Factors.Count - 1].Rows;

    /// <summary>Non-zeros of all factors together: as many multiplications for one sample.</summary>
    public long NonZeros => Factors.Sum(factor => factor.NonZeros);

    /// <summary>Entries of the product: non-zeros of the dense layer between the same widths.</summary>
    public long DenseNonZeros => Inputs * Outputs;

    /// <summary>The chain of the transposed product: transposed factors in the opposite order.</summary>
    public FactorChain Transposed => new(Factors.Reverse().Select(factor => factor.Transposed).ToEquatableArray());

    /// <summary>The chain as a spec spells it: <c>ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)</c>.</summary>
    public override string ToString() => string.Join(" -> ", Factors);
}
